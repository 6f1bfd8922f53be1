import type { NodeStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { assertNodeTransition, isFinalNode } from '../../deployments/nodeStatus';

/**
 * Moves a node of a deployment from one status to another, with the times that belong to it.
 *
 * @throws Error for a transition that the table does not have.
 * @throws ConflictError when the node is in another status by now.
 */
export async function changeNodeStatus(
  transaction: Knex.Transaction,
  at: { deploymentUid: string; position: number },
  from: NodeStatus,
  to: NodeStatus,
  details: { error?: string; errorClass?: string } = {},
): Promise<void> {
  assertNodeTransition(from, to);
  const now = transaction.fn.now();
  const count = await transaction('deployment_nodes')
    .where({ deployment_uid: at.deploymentUid, position: at.position, status: from })
    .update({
      status: to,
      error: details.error ?? null,
      error_class: details.errorClass ?? null,
      ...(to === 'running' && {
        started_at: transaction.raw('coalesce(started_at, current_timestamp)'),
      }),
      ...(isFinalNode(to) && { finished_at: now }),
    });
  if (count !== 1) {
    throw new ConflictError(
      `Node ${at.position} of the deployment ${at.deploymentUid} is no longer ${from}, so it cannot become ${to}.`,
    );
  }
}
