import { sortedEntries } from '@tutti/score';
import { findRenames } from '../graph/moves';
import { parseNodeId } from '../model';
import type { DeploymentDelta, DeploymentSet, LedgerRow, WorkloadEntry } from '../model';

/**
 * The set after a delta: workloads of `upsert` added or exchanged, those of `remove` taken out, and so are those whose
 * source now holds another workload instead (a rename). Workloads are in order of name; the arguments are not changed.
 *
 * A rename is remembered as long as the ledger has something under the old name: the set is what is wanted from now on, and
 * should the deployment fail before all has moved, nothing else tells the next one where it came from.
 */
export function applyDelta(
  base: DeploymentSet,
  delta: DeploymentDelta,
  ledger: readonly LedgerRow[],
): DeploymentSet {
  const renames = findRenames(base, delta);
  const gone = new Set([...delta.remove, ...renames.values()]);
  const kept = Object.fromEntries(
    Object.entries(base.workloads).filter(([name]) => !gone.has(name)),
  );
  const upsert = Object.entries(delta.upsert).map(([name, entry]) => {
    const { renamedFrom: _, ...rest } = entry;
    const old = renames.get(name) ?? nameBefore(base, name);
    const isLeft = old !== undefined && !isIn(kept, old) && !isIn(delta.upsert, old);
    return [name, isLeft && hasRows(ledger, old) ? { ...rest, renamedFrom: old } : rest];
  });
  return {
    workloads: Object.fromEntries(sortedEntries({ ...kept, ...Object.fromEntries(upsert) })),
  };
}

function nameBefore({ workloads }: DeploymentSet, name: string): string | undefined {
  return isIn(workloads, name) ? workloads[name].renamedFrom : undefined;
}

function isIn(workloads: Record<string, WorkloadEntry>, name: string): boolean {
  return Object.hasOwn(workloads, name);
}

/** Whether the workload, or something private to it, is there under that name; it moves last, after all that it needs. */
function hasRows(ledger: readonly LedgerRow[], workload: string): boolean {
  return ledger.some(({ role, node }) => {
    const { id } = parseNodeId(node);
    return role === 'current' && (id === workload || id.startsWith(`${workload}.`));
  });
}
