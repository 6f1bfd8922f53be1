import type { Fence } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';
import { isPostgres } from '../columns';
import { currentEpoch } from './currentEpoch';

/** How long a takeover waits for a transaction of the owner before: that one ends within 5 s or is ended. */
const LOCK_TIMEOUT = '2s';

/**
 * Makes the caller the owner of a lane: the only place that writes `lanes`. It waits for the running transaction of
 * the owner before, which holds the row `FOR SHARE`, and fails after two seconds; the caller tries again.
 */
export async function takeOverLane(
  transaction: Knex.Transaction,
  environmentUid: string,
): Promise<Fence> {
  if (isPostgres(transaction)) {
    await transaction.raw(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
  }
  const [row] = await transaction('lanes')
    .insert({ environment_uid: environmentUid, epoch: currentEpoch(transaction), fence: 1 })
    .onConflict('environment_uid')
    .merge({ fence: transaction.raw('lanes.fence + 1'), taken_at: transaction.fn.now() })
    .returning(['epoch', 'fence']);
  return { epoch: row.epoch, counter: row.fence };
}
