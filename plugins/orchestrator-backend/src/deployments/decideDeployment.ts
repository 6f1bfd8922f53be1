import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { Knex } from 'knex';
import { appendLog } from '../database/deployments/appendLog';
import { changeDeploymentStatus } from '../database/deployments/changeDeploymentStatus';
import type { DeploymentRecord } from '../database/deployments/DeploymentRecord';
import { listApprovals } from '../database/deployments/listApprovals';
import { saveApproval } from '../database/deployments/saveApproval';
import { announce } from '../execution/outbox/announce';
import type { WorkQueue } from '../execution/queue/WorkQueue';
import type { ApprovalDecision, SubmissionPrincipal } from './Deployments';

/**
 * Records a verdict about the plan that a deployment waits with. A rejection ends it; the last approval that is needed
 * sends it back into its lane, where it is planned again. The caller holds the environment's lock and has read the
 * deployment under it.
 *
 * @throws NotAllowedError for the requester, and for a service that submitted it for them.
 * @throws ConflictError when it does not wait for approval, or waits with another plan.
 */
export async function decideDeployment(
  transaction: Knex.Transaction,
  queue: WorkQueue,
  deployment: DeploymentRecord,
  principal: SubmissionPrincipal,
  decision: ApprovalDecision,
): Promise<void> {
  const { uid, number, status, planHash } = deployment;
  const { verdict, reason } = decision;
  if (isOwnRequest(deployment, principal.ref)) {
    throw new NotAllowedError(
      `Deployment ${number} is your own request, so another person has to decide about it.`,
    );
  }
  if (status !== 'awaiting-approval') {
    throw new ConflictError(`Deployment ${number} is ${status} and does not wait for approval.`);
  }
  if (decision.planHash !== planHash) {
    throw new ConflictError(
      `Deployment ${number} waits with another plan than the one that was looked at. Look at the plan again.`,
    );
  }
  await saveApproval(transaction, {
    deploymentUid: uid,
    planHash,
    person: principal.ref,
    verdict,
    reason,
  });
  const because = reason ? `: ${reason}` : '.';
  await appendLog(transaction, uid, [
    {
      level: 'info',
      message: `${verdict === 'approved' ? 'Approved' : 'Rejected'} by ${principal.ref}${because}`,
    },
  ]);
  if (verdict === 'rejected') {
    await changeDeploymentStatus(transaction, uid, status, 'rejected', {
      error: `Rejected by ${principal.ref}${because}`,
    });
  } else {
    const approvals = (await listApprovals(transaction, [uid])).filter(
      approval =>
        approval.planHash === planHash &&
        approval.verdict === 'approved' &&
        !isOwnRequest(deployment, approval.by),
    );
    if (approvals.length >= (deployment.approvalsRequired ?? 1)) {
      await changeDeploymentStatus(transaction, uid, status, 'pending', {
        approvedPlanHash: planHash,
      });
      await queue.ring(transaction, { kind: 'lane', key: deployment.environmentUid });
    }
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

/** The requester is the person behind a submission, whoever handed it in; references differ in nothing but case. */
function isOwnRequest(deployment: DeploymentRecord, ref: string): boolean {
  const own = [deployment.requestedBy, deployment.submittedBy];
  return own.some(each => each?.toLocaleLowerCase('en-US') === ref.toLocaleLowerCase('en-US'));
}
