import type { NodeManifests } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { WORKLOAD_TYPE, type PlanNode } from '@tutti/planner';
import { currentEntry, type NodeWork } from './NodeWork';

/**
 * The manifests that a delivery takes: those of the current incarnations of all nodes that it depends on, which are the
 * producers of its cluster, in scope or not, as they returned them last. Sorted by node.
 */
export function manifestsFor(work: NodeWork, delivery: PlanNode): NodeManifests[] {
  const manifests: NodeManifests[] = [];
  for (const node of [...delivery.dependsOn].sort()) {
    const entry = currentEntry(work, node);
    if (entry?.manifests) {
      const isWorkload = entry.type === WORKLOAD_TYPE;
      manifests.push({
        node,
        kind: isWorkload ? 'workload' : 'resource',
        name: isWorkload ? entry.id : entry.name,
        objects: entry.manifests,
      });
    }
  }
  return manifests;
}
