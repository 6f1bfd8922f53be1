import type { DeploymentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { ConflictError } from '@backstage/errors';
import { isFinal } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { assertDeploymentTransition } from '../../deployments/deploymentStatus';

/** Columns that change together with the status. */
export interface StatusDetails {
  error?: string;
  planHash?: string;
  approvedPlanHash?: string;
  approvalsRequired?: number;
  approvalReason?: string;
  supersededBy?: string;
}

/**
 * Moves a deployment from one status to another, with the times that belong to it.
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
  const count = await transaction('deployments')
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
        started_at: transaction.raw('coalesce(started_at, current_timestamp)'),
      }),
      ...(isFinal(to) && { finished_at: now }),
    });
  if (count !== 1) {
    throw new ConflictError(
      `The deployment ${uid} is no longer ${from}, so it cannot become ${to}.`,
    );
  }
}
