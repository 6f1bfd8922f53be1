import { sortedEntries } from '@tutti/score';
import { findRenames } from '../graph/moves';
import type { DeploymentDelta, DeploymentSet } from '../model';

/**
 * The set after a delta: workloads of `upsert` added or exchanged, those of `remove` taken out, and so are those whose
 * source now holds another workload instead (a rename). Workloads are in order of name; the arguments are not changed.
 */
export function applyDelta(base: DeploymentSet, delta: DeploymentDelta): DeploymentSet {
  const gone = new Set([...delta.remove, ...findRenames(base, delta).values()]);
  const kept = Object.entries(base.workloads).filter(([name]) => !gone.has(name));
  return {
    workloads: Object.fromEntries(sortedEntries({ ...Object.fromEntries(kept), ...delta.upsert })),
  };
}
