import type { Fence } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';
import { endWhenIdle, isPostgres } from '../columns';

/**
 * Locks a lane for sharing if this fence still owns it; false when somebody else has taken it over. While the
 * transaction runs, nobody can take the lane over; should it idle for 5 s, because its process is frozen, the server
 * ends it. (The setting is made in the same statement, to save a round trip per transaction.)
 */
export async function lockLane(
  transaction: Knex.Transaction,
  environmentUid: string,
  fence: Fence,
): Promise<boolean> {
  const query = transaction('lanes')
    .select('fence')
    .where({ environment_uid: environmentUid, epoch: fence.epoch, fence: fence.counter })
    .first();
  if (isPostgres(transaction)) {
    query.select(endWhenIdle(transaction)).forShare();
  }
  return (await query) !== undefined;
}
