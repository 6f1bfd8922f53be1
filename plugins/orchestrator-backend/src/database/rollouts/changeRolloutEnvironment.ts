import { ConflictError } from '@backstage/errors';
import type { RolloutEnvironmentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { NodeId } from '@tutti/planner';
import type { Knex } from 'knex';
import { assertRolloutEnvironmentTransition } from '../../registry/rollouts/rolloutStatus';

/** What changes together with the status; what is absent stays as it is, but the reason goes with its status. */
export interface RolloutEnvironmentChange {
  from: RolloutEnvironmentStatus;
  to: RolloutEnvironmentStatus;
  reason?: string;
  deploymentUid?: string;
  nodes?: NodeId[];
  pinned?: NodeId[];
}

/**
 * Moves an environment of a rollout from one status to another. The caller holds the rollout's lock.
 *
 * @throws Error for a transition that the table does not have; ConflictError when it is in another status.
 */
export async function changeRolloutEnvironment(
  transaction: Knex.Transaction,
  place: { rolloutUid: string; environmentUid: string },
  change: RolloutEnvironmentChange,
): Promise<void> {
  const { from, to, reason, deploymentUid, nodes, pinned } = change;
  assertRolloutEnvironmentTransition(from, to);
  const count = await transaction('rollout_environments')
    .where({
      rollout_uid: place.rolloutUid,
      environment_uid: place.environmentUid,
      status: from,
    })
    .update({
      status: to,
      reason: reason ?? null,
      ...(deploymentUid !== undefined && { deployment_uid: deploymentUid }),
      ...(nodes && { nodes: JSON.stringify(nodes) }),
      ...(pinned && { pinned: JSON.stringify(pinned) }),
    });
  if (count !== 1) {
    throw new ConflictError(
      `The rollout ${place.rolloutUid} is no longer ${from} in the environment ${place.environmentUid}.`,
    );
  }
}
