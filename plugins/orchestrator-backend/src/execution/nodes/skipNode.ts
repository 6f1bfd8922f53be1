import type { NodeWork, WorkedNode } from './NodeWork';
import { phaseOf } from './phaseOf';
import { setNodeStatus } from './setNodeStatus';

/** Ends a node that cannot be worked on in this deployment, and says why. */
export async function skipNode(work: NodeWork, worked: WorkedNode, reason: string): Promise<void> {
  const { node } = worked;
  await setNodeStatus(work, worked, 'skipped', {
    error: reason,
    lines: [{ level: 'warn', phase: phaseOf(node), node: node.node, message: reason }],
  });
}
