import { isFinal } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Approval, Deployment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { ListedDeployment } from '../database/deployments/DeploymentRecord';
import type { ApprovalRecord } from '../database/deployments/listApprovals';

/**
 * A deployment as the API shows it. While it waits, only verdicts about the plan in force count; afterwards those about
 * the approved plan are shown too, since it is planned again before it is applied.
 *
 * @param numbers - of the deployments that it refers to, by uid
 */
export function toDeployment(
  record: ListedDeployment,
  approvals: readonly ApprovalRecord[],
  numbers: ReadonlyMap<string, number>,
): Deployment {
  const isWaiting = record.status === 'awaiting-approval';
  const hashes = new Set([record.planHash, isWaiting ? undefined : record.approvedPlanHash]);
  const given: Approval[] = approvals
    .filter(({ deploymentUid, planHash }) => deploymentUid === record.uid && hashes.has(planHash))
    .map(({ by, verdict, reason, at }) => ({ by, verdict, ...(reason && { reason }), at }));
  return {
    uid: record.uid,
    application: record.application,
    environment: record.environment,
    number: record.number,
    kind: record.kind,
    status: record.status,
    planOnly: record.planOnly,
    workloads: [...record.workloads, ...record.removed].sort(),
    removed: record.removed,
    ...(record.destroyRows && { destroys: record.destroyRows }),
    requestedBy: record.requestedBy,
    submittedBy: record.submittedBy,
    ...(record.rollback && {
      rollbackTo: { uid: record.rollback.uid, number: record.rollback.number },
    }),
    from: record.originEnvironment,
    warnings: record.warnings,
    ...reference('retryOf', record.retryOf, numbers),
    ...reference('supersededBy', record.supersededBy, numbers),
    ...(!isFinal(record.status) && { cancelRequestedBy: record.cancelRequestedBy }),
    comment: record.comment,
    commit: record.commit,
    createdAt: record.createdAt,
    startedAt: record.startedAt,
    finishedAt: record.finishedAt,
    planHash: record.planHash,
    error: record.error,
    summary: record.summary,
    ...(record.approvalsRequired !== undefined && {
      approvals: {
        required: record.approvalsRequired,
        given,
        reason: record.approvalReason ?? '',
      },
    }),
  };
}

/** Absent when it refers to none, or to one that is too old to be kept. */
function reference(
  name: 'retryOf' | 'supersededBy',
  uid: string | undefined,
  numbers: ReadonlyMap<string, number>,
): Pick<Deployment, 'retryOf' | 'supersededBy'> {
  const number = uid === undefined ? undefined : numbers.get(uid);
  return uid === undefined || number === undefined ? {} : { [name]: { uid, number } };
}
