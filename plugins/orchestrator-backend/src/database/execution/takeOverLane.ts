import type { Fence } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';
import { isPostgres } from '../columns';
import { rowsOf } from '../recordset';
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
  // The row to insert is made before the one that is there is locked, so the timeout holds for that.
  const patience = isPostgres(transaction)
    ? `select set_config('lock_timeout', '${LOCK_TIMEOUT}', true) as patience`
    : `select '' as patience`;
  const answer = await transaction.raw(
    `insert into lanes (environment_uid, epoch, fence) ` +
      `select cast(? as text), (?), 1 from (${patience}) as given where given.patience is not null ` +
      `on conflict (environment_uid) do update set fence = lanes.fence + 1, taken_at = current_timestamp ` +
      `returning epoch, fence`,
    [environmentUid, currentEpoch(transaction)],
  );
  const [row] = rowsOf<{ epoch: number; fence: number }>(answer);
  return { epoch: row.epoch, counter: row.fence };
}
