import type { NodeStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { RunChange } from '../changes/RunChange';
import type { NodeWork, WorkedNode } from './NodeWork';

/** Moves a node to another status, in the database together with a change, and, once that has committed, in memory. */
export async function setNodeStatus(
  work: NodeWork,
  worked: WorkedNode,
  to: NodeStatus,
  change: RunChange & { error?: string; errorClass?: string } = {},
): Promise<void> {
  const { error, errorClass, ...rest } = change;
  const { position, status: from } = worked;
  await work.run.write({ ...rest, nodes: [{ position, from, to, error, errorClass }] });
  worked.status = to;
}
