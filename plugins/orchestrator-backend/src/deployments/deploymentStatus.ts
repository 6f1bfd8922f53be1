import type { DeploymentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';

/**
 * The one transition table of deployments (`model.md`, Statuses). A deployment that waits for approval leaves the lane
 * and comes back as `pending`, to be planned again. `applying` goes back to `awaiting-approval` when reality asks for
 * more than was approved.
 */
export const DEPLOYMENT_TRANSITIONS: Record<DeploymentStatus, readonly DeploymentStatus[]> = {
  pending: ['planning', 'cancelled', 'superseded'],
  planning: ['awaiting-approval', 'applying', 'planned', 'failed', 'cancelled'],
  'awaiting-approval': ['pending', 'rejected', 'cancelled', 'superseded'],
  applying: ['verifying', 'awaiting-approval', 'failed', 'needs-attention', 'cancelled'],
  verifying: ['succeeded', 'failed', 'needs-attention', 'cancelled'],
  planned: [],
  succeeded: [],
  failed: [],
  'needs-attention': [],
  rejected: [],
  cancelled: [],
  superseded: [],
};

/** Statuses in which the lane's worker has something to do. */
export const LANE_STATUSES: readonly DeploymentStatus[] = [
  'pending',
  'planning',
  'applying',
  'verifying',
];

/**
 * Guards a change of a deployment's status.
 *
 * @throws Error when the table does not have the transition: that is a mistake in the code.
 */
export function assertDeploymentTransition(from: DeploymentStatus, to: DeploymentStatus): void {
  if (!DEPLOYMENT_TRANSITIONS[from].includes(to)) {
    throw new Error(`A deployment that is ${from} cannot become ${to}.`);
  }
}
