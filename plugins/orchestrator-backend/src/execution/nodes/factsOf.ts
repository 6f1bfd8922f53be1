import type { NodeFacts, NodeId } from '@tutti/planner';
import { currentEntry, type NodeWork } from './NodeWork';

/** What is known of a node by now: from the ledger when it was ever made, else from the plan. */
export function factsOf(work: NodeWork, node: NodeId): NodeFacts {
  const entry = currentEntry(work, node);
  const planned = work.plan.nodes.find(candidate => candidate.node === node);
  const known = entry && (entry.presence === 'present' || Object.keys(entry.outputs).length > 0);
  return {
    ...(known && { outputs: entry.outputs }),
    params: entry?.params ?? planned?.params ?? {},
    ...(planned?.workload !== undefined && { workload: planned.workload }),
  };
}
