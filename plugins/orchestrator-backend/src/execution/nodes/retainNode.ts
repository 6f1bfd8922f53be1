import type { NodeWork, WorkedNode } from './NodeWork';
import { phaseOf } from './phaseOf';
import { setNodeStatus } from './setNodeStatus';

/**
 * Keeps what is no longer wanted as an orphan; where the policy says so, a person decides about it later.
 *
 * @param reason - why, when the plan does not say it
 */
export async function retainNode(
  work: NodeWork,
  worked: WorkedNode,
  reason?: string,
): Promise<void> {
  const { run } = work;
  const { node } = worked;
  const entry = node.ledgerUid === undefined ? undefined : work.ledger.get(node.ledgerUid);
  const changes = {
    role: 'orphan' as const,
    deletionPending: node.waitsForPerson,
    lastDeploymentUid: run.deployment.uid,
  };
  await setNodeStatus(work, worked, 'succeeded', {
    updated: entry ? [{ uid: entry.uid, changes }] : [],
    lines: [
      {
        level: 'info',
        phase: phaseOf(node),
        node: node.node,
        message:
          reason ??
          (node.waitsForPerson
            ? 'Kept as an orphan until a person decides about it.'
            : 'Kept as an orphan.'),
      },
    ],
    resourcesChanged: true,
  });
  if (entry) {
    work.ledger.change(entry.uid, changes);
  }
}
