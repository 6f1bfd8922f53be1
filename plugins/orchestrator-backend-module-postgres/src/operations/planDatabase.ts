import { conflictError, type DriverPlan } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { lookAtDatabase, ownership } from '../database/DatabaseLook';
import { findExtensions } from '../database/extensions';
import type { PostgresContext } from '../PostgresContext';
import type { DatabaseTarget } from './DatabaseTarget';

/**
 * Finds out by looking what `apply` would do.
 *
 * @throws DriverError of class `conflict`, which names the owner, when the name belongs to somebody else.
 */
export async function planDatabase(
  target: DatabaseTarget,
  context: PostgresContext,
): Promise<DriverPlan> {
  const { database, externalId, server } = target;
  const { state, ledgerUid } = context;
  if (state && state.database !== database) {
    const differences = [{ path: '/inputs/database', before: state.database, after: database }];
    return {
      action: 'replace',
      differences,
      externalId,
      reason: 'A database is known by its name.',
    };
  }

  const look = await target.onServer(session => lookAtDatabase(session, database));
  const owned = ownership(look, database, ledgerUid);
  if (owned.kind === 'other') {
    throw conflictError(
      `The name "${database}" is taken on PostgreSQL ${server.title}: it belongs to ${owned.owner}. Use another name ` +
        'as the input "database".',
      owned.owner,
    );
  }
  const address =
    state && state.externalId !== externalId
      ? [{ path: '/inputs/server', before: state.externalId, after: externalId }]
      : [];
  if (!look.database) {
    return state && state.systemIdentifier !== look.systemIdentifier
      ? {
          action: 'replace',
          differences: address,
          externalId,
          reason: `The database was made on another server (${state.externalId}); here it would be made anew, empty.`,
        }
      : {
          action: 'create',
          differences: [],
          externalId,
          reason: state && 'The database is recorded but not there; it would be made anew, empty.',
        };
  }

  const wanted = target.extensions;
  const found =
    wanted.length === 0 ? [] : await target.inDatabase(session => findExtensions(session, wanted));
  const extensions =
    found.length < wanted.length
      ? [{ path: '/inputs/extensions', before: found, after: wanted }]
      : [];
  const differences = [...address, ...extensions];
  const isComplete = state !== undefined && look.role !== undefined;
  return {
    action: isComplete && differences.length === 0 ? 'unchanged' : 'update',
    differences,
    externalId,
    reason: isComplete ? undefined : 'The database is there, but not as it was meant to be made.',
  };
}
