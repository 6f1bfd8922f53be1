import type { Knex } from 'knex';
import { collectOutbox } from '../../database/execution/insertOutbox';
import { lockLane } from '../../database/execution/lockLane';
import { FenceLostError } from './FenceLostError';
import type { Lane } from './Lane';

/**
 * A transaction that only the owner of a lane can commit. It locks the lane's row first, which covers inserts and
 * updates alike, then the environment's. `work` does no I/O beside the transaction: on PostgreSQL the server ends a
 * transaction that idles for 5 s.
 *
 * @throws FenceLostError when somebody else owns the lane; nothing is written then.
 */
export async function fencedTransaction<T>(
  database: Knex,
  lane: Lane,
  work: (transaction: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return database.transaction(async transaction => {
    if (!(await lockLane(transaction, lane.environmentUid, lane.fence))) {
      throw new FenceLostError(lane.environmentUid);
    }
    return collectOutbox(transaction, () => work(transaction));
  });
}
