import type { Knex } from 'knex';
import { changeRolloutStatus } from '../../../database/rollouts/changeRolloutStatus';
import { lockRollout } from '../../../database/rollouts/lockRollout';

/** Pauses a rollout that runs, by itself: somebody has to look at it. */
export async function pauseRollout(
  database: Knex,
  uid: string,
  why: { reason: string; deploymentUid?: string },
): Promise<void> {
  await database.transaction(async transaction => {
    const rollout = await lockRollout(transaction, uid);
    if (rollout?.status === 'running') {
      await changeRolloutStatus(transaction, uid, { from: 'running', to: 'paused', ...why });
    }
  });
}
