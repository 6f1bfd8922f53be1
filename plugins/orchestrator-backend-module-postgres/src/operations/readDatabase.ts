import type { DriverObservation } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { lookAtDatabase, ownership } from '../database/DatabaseLook';
import { findExtensions } from '../database/extensions';
import type { PostgresContext } from '../PostgresContext';
import type { DatabaseTarget } from './DatabaseTarget';
import { lookedFor, presenceOf } from './presence';

/** Finds out by looking whether the database is there, and what of it is. */
export async function readDatabase(
  target: DatabaseTarget,
  context: PostgresContext,
): Promise<DriverObservation> {
  const { database, server } = target;
  const { state, ledgerUid } = context;
  const look = await target.onServer(session => lookAtDatabase(session, database));
  const presence = presenceOf(look, target, context);
  const evidence = lookedFor(look, target, context);
  if (presence !== 'present') {
    return { presence, evidence };
  }
  const isThere = look.database && ownership(look, database, ledgerUid).kind === 'own';
  const wanted = target.extensions;
  const extensions =
    isThere && wanted.length > 0
      ? await target.inDatabase(session => findExtensions(session, wanted))
      : [];
  return {
    presence,
    observed: {
      database: isThere ? database : null,
      ...(wanted.length > 0 ? { extensions } : {}),
    },
    outputs: {
      host: server.externalHost,
      port: server.externalPort,
      name: database,
      database,
      username: database,
    },
    secretOutputs: state && { password: state.password },
    evidence,
  };
}
