import type { Knex } from 'knex';
import { findDeployment } from '../../../database/deployments/findDeployment';
import { lockEnvironment } from '../../../database/deployments/lockEnvironment';
import { lockRollout } from '../../../database/rollouts/lockRollout';
import type { RolloutEnvironmentRecord } from '../../../database/rollouts/RolloutEnvironmentRecord';
import { cancelDeployment } from '../../../deployments/cancelDeployment';
import { hasChangedNothing } from '../nextStep';
import { findEnvironmentUnderLock } from './findEnvironmentUnderLock';

/** Cancels a deployment of a stopped rollout that has changed nothing yet; one that has begun meanwhile comes to its end. */
export async function cancelWaiting(database: Knex, seen: RolloutEnvironmentRecord): Promise<void> {
  await database.transaction(async transaction => {
    await lockEnvironment(transaction, seen.environmentUid);
    const rollout = await lockRollout(transaction, seen.rolloutUid);
    const current = await findEnvironmentUnderLock(transaction, seen);
    if (!rollout || !current?.deployment || !hasChangedNothing(current)) {
      return;
    }
    const deployment = await findDeployment(transaction, current.deployment.uid);
    if (deployment) {
      await cancelDeployment(transaction, deployment, {
        ref: rollout.changed?.by ?? rollout.startedBy,
      });
    }
  });
}
