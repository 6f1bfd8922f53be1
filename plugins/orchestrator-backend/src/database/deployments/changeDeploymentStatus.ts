import type { DeploymentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { ConflictError } from '@backstage/errors';
import { isFinal } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Fence } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';
import { assertDeploymentTransition } from '../../deployments/deploymentStatus';
import { deletesEnvironment } from '../../deployments/deletion/deletesEnvironment';
import { announceDeployment } from '../../execution/outbox/announceStatus';
import { followDeletion } from '../environments/followDeletion';

/** Columns that change together with the status. */
export interface StatusDetails {
  error?: string;
  planHash?: string;
  approvedPlanHash?: string;
  approvalsRequired?: number;
  approvalReason?: string;
  supersededBy?: string;
  /** Of the lane, when it begins to work on the deployment. */
  fence?: Fence;
}

/**
 * Moves a deployment from one status to another, with the times that belong to it, and has others told; the environment's
 * own status goes with that of the deployment that deletes it. The caller holds the environment's lock.
 *
 * @throws Error for a transition that the table does not have.
 * @throws ConflictError when the deployment is in another status by now.
 */
export async function changeDeploymentStatus(
  transaction: Knex.Transaction,
  uid: string,
  from: DeploymentStatus,
  to: DeploymentStatus,
  details: StatusDetails = {},
): Promise<void> {
  assertDeploymentTransition(from, to);
  const now = transaction.fn.now();
  const [changed, ...more] = await transaction('deployments')
    .where({ uid, status: from })
    .update({
      status: to,
      ...(details.error !== undefined && { error: details.error }),
      ...(details.planHash !== undefined && { plan_hash: details.planHash }),
      ...(details.approvedPlanHash !== undefined && {
        approved_plan_hash: details.approvedPlanHash,
      }),
      ...(details.approvalsRequired !== undefined && {
        approvals_required: details.approvalsRequired,
      }),
      ...(details.approvalReason !== undefined && { approval_reason: details.approvalReason }),
      ...(details.supersededBy !== undefined && { superseded_by: details.supersededBy }),
      ...(to === 'planning' && {
        entered_lane_at: now,
        ...(details.fence && { entered_lane_fence: details.fence.counter }),
        started_at: transaction.raw('coalesce(started_at, current_timestamp)'),
      }),
      ...(isFinal(to) && { finished_at: now }),
    })
    .returning([
      ...['environment_uid', 'number', 'kind', 'plan_only', 'requested_by', 'destroy_rows'],
    ]);
  if (!changed || more.length > 0) {
    throw new ConflictError(
      `The deployment ${uid} is no longer ${from}, so it cannot become ${to}.`,
    );
  }
  // A plan that was all that was asked for changes nothing, so nobody else hears of it.
  if (!changed.plan_only) {
    await announceDeployment(transaction, changed.environment_uid, {
      uid,
      number: changed.number,
      kind: changed.kind,
      status: to,
      previousStatus: from,
      requestedBy: changed.requested_by,
    });
    const { kind, destroy_rows: destroyRows } = changed;
    if (deletesEnvironment({ kind, destroyRows: destroyRows ?? undefined })) {
      await followDeletion(transaction, changed.environment_uid, to);
    }
  }
}
