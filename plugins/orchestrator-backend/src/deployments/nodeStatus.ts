import type { NodeStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';

/**
 * The one transition table of nodes in a deployment. `pending` goes straight to `succeeded` when nothing has to be
 * done; `running` goes back to `pending` when more would have to be done than was approved.
 */
export const NODE_TRANSITIONS: Record<NodeStatus, readonly NodeStatus[]> = {
  pending: ['running', 'succeeded', 'failed', 'skipped'],
  running: ['succeeded', 'failed', 'needs-attention', 'pending'],
  succeeded: [],
  failed: [],
  skipped: [],
  'needs-attention': [],
};

/** Says whether nothing will happen to the node in this deployment any more. */
export function isFinalNode(status: NodeStatus): boolean {
  return NODE_TRANSITIONS[status].length === 0;
}

/**
 * Guards a change of a node's status.
 *
 * @throws Error when the table does not have the transition: that is a mistake in the code.
 */
export function assertNodeTransition(from: NodeStatus, to: NodeStatus): void {
  if (!NODE_TRANSITIONS[from].includes(to)) {
    throw new Error(`A node that is ${from} cannot become ${to}.`);
  }
}
