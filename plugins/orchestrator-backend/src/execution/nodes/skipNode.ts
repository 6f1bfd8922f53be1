import type { NodeWork, WorkedNode } from './NodeWork';
import { phaseOf } from './phaseOf';
import { setNodeStatus } from './setNodeStatus';

/** Ends a node that cannot be worked on in this deployment, and says why. */
export async function skipNode(work: NodeWork, worked: WorkedNode, reason: string): Promise<void> {
  const { run } = work;
  const { node } = worked;
  run.log.add({ level: 'warn', phase: phaseOf(node), node: node.node, message: reason });
  await run.transact(async transaction => {
    await setNodeStatus(work, worked, transaction, 'skipped', { error: reason });
    await run.log.write(transaction);
  });
}
