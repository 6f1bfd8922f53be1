import type { Fence } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';
import { isPostgres } from '../columns';

/**
 * Locks a lane for sharing if this fence still owns it; false when somebody else has taken it over. While the
 * transaction runs, nobody can take the lane over; a frozen transaction is ended by the server after 5 s.
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
  if (!isPostgres(transaction)) {
    return (await query) !== undefined;
  }
  await transaction.raw(`set local idle_in_transaction_session_timeout = '5s'`);
  return (await query.forShare()) !== undefined;
}
