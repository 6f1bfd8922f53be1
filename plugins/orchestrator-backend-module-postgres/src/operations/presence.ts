import type { JsonObject } from '@tutti/score';
import { ownership, type DatabaseLook } from '../database/DatabaseLook';
import type { PostgresContext } from '../PostgresContext';
import type { DatabaseTarget } from './DatabaseTarget';

/**
 * Whether what the incarnation made is there: its database, or at least its role.
 *
 * `unknown` where its absence here proves nothing, although it was made: another server answers than the one that it was
 * made on, the name was another one, or what bears the name now has lost its tag or bears another.
 */
export function presenceOf(
  look: DatabaseLook,
  target: DatabaseTarget,
  context: Pick<PostgresContext, 'state' | 'ledgerUid'>,
): 'present' | 'absent' | 'unknown' {
  const { state, ledgerUid } = context;
  const { kind } = ownership(look, target.database, ledgerUid);
  if (kind === 'own') {
    return 'present';
  }
  const isSameServer = !state || state.systemIdentifier === look.systemIdentifier;
  const isSameName = !state || state.database === target.database;
  return isSameServer && isSameName && (kind === 'nobody' || !state) ? 'absent' : 'unknown';
}

/** What was looked for and what was found, as evidence. */
export function lookedFor(
  look: DatabaseLook,
  target: DatabaseTarget,
  context: Pick<PostgresContext, 'state' | 'ledgerUid'>,
): JsonObject {
  const { server, database } = target;
  const { state, ledgerUid } = context;
  const owned = ownership(look, database, ledgerUid);
  const madeOn = state?.systemIdentifier;
  return {
    server: server.title,
    systemIdentifier: look.systemIdentifier,
    name: database,
    database: look.database ? 'found' : 'not found',
    role: look.role ? 'found' : 'not found',
    ...(owned.kind === 'other' ? { owner: owned.owner } : {}),
    ...(madeOn && madeOn !== look.systemIdentifier ? { madeOn } : {}),
    ...(state && state.database !== database ? { madeAs: state.database } : {}),
  };
}
