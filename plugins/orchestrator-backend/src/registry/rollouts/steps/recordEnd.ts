import type { Knex } from 'knex';
import { changeRolloutEnvironment } from '../../../database/rollouts/changeRolloutEnvironment';
import { changeRolloutStatus } from '../../../database/rollouts/changeRolloutStatus';
import { lockRollout } from '../../../database/rollouts/lockRollout';
import type { RolloutEnvironmentRecord } from '../../../database/rollouts/RolloutEnvironmentRecord';
import { findEnvironmentUnderLock } from './findEnvironmentUnderLock';

/**
 * Records how a deployment of a rollout ended, once. Anything but success pauses a rollout that runs; after a stop a
 * deployment that was cancelled before it began has only been passed over.
 */
export async function recordEnd(database: Knex, seen: RolloutEnvironmentRecord): Promise<void> {
  await database.transaction(async transaction => {
    const rollout = await lockRollout(transaction, seen.rolloutUid);
    const current = await findEnvironmentUnderLock(transaction, seen);
    if (!rollout || current?.status !== 'running' || !current.deployment) {
      return;
    }
    const { deployment } = current;
    if (deployment.status === 'succeeded') {
      await changeRolloutEnvironment(transaction, current, { from: 'running', to: 'succeeded' });
      return;
    }
    const reason = reasonOf(current, deployment);
    if (rollout.status === 'stopped' && deployment.status === 'cancelled') {
      await changeRolloutEnvironment(transaction, current, {
        ...{ from: 'running', to: 'skipped', reason },
      });
      return;
    }
    await changeRolloutEnvironment(transaction, current, {
      ...{ from: 'running', to: 'failed', reason },
    });
    if (rollout.status === 'running') {
      await changeRolloutStatus(transaction, rollout.uid, {
        ...{ from: 'running', to: 'paused', reason, deploymentUid: deployment.uid },
      });
    }
  });
}

function reasonOf(
  { application, environment }: RolloutEnvironmentRecord,
  { number, status, error }: { number: number; status: string; error?: string },
): string {
  const what = `Deployment ${number} of ${application}/${environment} is ${status}`;
  return error === undefined ? `${what}.` : `${what}: ${error}`;
}
