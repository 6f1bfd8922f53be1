import type { Knex } from 'knex';
import type { WorkQueue } from '../../execution/queue/WorkQueue';

/** Kind of the task that works on rollouts. */
export const ROLLOUT_TASK = 'rollout';

/** Has the task look at a rollout once the transaction has committed. */
export async function ringRollout(
  transaction: Knex.Transaction,
  queue: Pick<WorkQueue, 'ring'>,
  uid: string,
): Promise<void> {
  await queue.ring(transaction, { kind: 'task', key: `${ROLLOUT_TASK}:${uid}` });
}
