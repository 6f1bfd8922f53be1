import { currentEntry, type NodeWork, type WorkedNode } from './NodeWork';

const BAD = new Set(['failed', 'skipped', 'needs-attention']);

/**
 * Why a node cannot be worked on: something that it depends on failed. Other branches go on. What would be destroyed
 * waits until everything else has succeeded and its consumers are known to be gone.
 */
export function blockerOf(work: NodeWork, { node }: WorkedNode): string | undefined {
  const bad = work.nodes.filter(other => BAD.has(other.status));
  if (node.action !== 'destroy') {
    const needed = new Set(node.dependsOn);
    const blocker = bad.find(
      other => other.node.action !== 'destroy' && needed.has(other.node.node),
    );
    return blocker && `Skipped, because ${blocker.node.node} did not succeed.`;
  }
  const unfinished = bad.find(other => other.node.action !== 'destroy');
  if (unfinished) {
    return `Not destroyed, because ${unfinished.node.node} did not succeed; it may still be in use.`;
  }
  const consumer = bad.find(other =>
    currentEntry(work, other.node.node)?.dependsOn.includes(node.node),
  );
  return (
    consumer && `Not destroyed, because ${consumer.node.node}, which uses it, may still exist.`
  );
}
