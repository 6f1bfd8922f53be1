import { ConflictError } from '@backstage/errors';
import { isFinal } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { appendLog } from '../database/deployments/appendLog';
import { changeDeploymentStatus } from '../database/deployments/changeDeploymentStatus';
import type { DeploymentRecord } from '../database/deployments/DeploymentRecord';
import { requestCancel } from '../database/deployments/requestCancel';
import { announce } from '../execution/outbox/announce';
import type { SubmissionPrincipal } from './Deployments';

/**
 * Ends a deployment that has not started, at once, or asks the worker of one that runs to stop: it looks every second, on
 * whatever replica it is. The caller holds the environment's lock and has read the deployment under it.
 *
 * @throws ConflictError when the deployment has ended.
 */
export async function cancelDeployment(
  transaction: Knex.Transaction,
  deployment: DeploymentRecord,
  principal: SubmissionPrincipal,
): Promise<void> {
  const { uid, status, number } = deployment;
  if (isFinal(status)) {
    throw new ConflictError(
      `Deployment ${number} is ${status} already, so it cannot be cancelled.`,
    );
  }
  if (status === 'pending' || status === 'awaiting-approval') {
    const error = `Cancelled by ${principal.ref}.`;
    await changeDeploymentStatus(transaction, uid, status, 'cancelled', { error });
    await appendLog(transaction, uid, [{ level: 'info', message: error }]);
  } else {
    await requestCancel(transaction, uid, principal.ref);
    await appendLog(transaction, uid, [
      { level: 'info', message: `${principal.ref} asks to cancel.` },
    ]);
  }
  await announce(
    transaction,
    {
      uid: deployment.environmentUid,
      name: deployment.environment,
      application: deployment.application,
    },
    { deploymentUid: uid, environmentChanged: true },
  );
}
