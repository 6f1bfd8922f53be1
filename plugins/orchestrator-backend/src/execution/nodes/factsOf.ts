import { wasApplied, type NodeFacts, type NodeId } from '@tutti/planner';
import { currentEntry, type NodeWork } from './NodeWork';

/** What is known of a node by now: from the ledger when it was ever made, else from the plan. */
export function factsOf(work: NodeWork, node: NodeId): NodeFacts {
  const entry = currentEntry(work, node);
  const planned = work.index.node(node);
  return {
    ...(entry && wasApplied(entry) && { outputs: entry.outputs }),
    params: entry?.params ?? planned?.params ?? {},
    ...(planned?.workload !== undefined && { workload: planned.workload }),
  };
}
