import type { ConnectedGraph } from '../../graph/connectGraph';
import type { PlanningWorld } from '../../graph/PlanningWorld';
import { WORKLOAD_TYPE, parseNodeId } from '../../model';
import type { LedgerRow, NodeId } from '../../model';

/** A row of the ledger that nobody wants any more. */
export interface Removal {
  row: LedgerRow;
  /** This deployment takes it away, or leaves it for a person to decide about. */
  inScope: boolean;
}

/**
 * The rows that the wanted graph has no place for: current ones whose node is gone, those that a replacement which did not
 * come to its end has left, and what earlier deployments left behind and should have destroyed (all that is left behind, when
 * the environment is deleted), or what a person has decided to destroy. In scope are those that a named workload asked for and what only they led to, or else what the person has
 * decided about; and of what was left behind, all that these use, so that it goes in the same deployment.
 *
 * @param moved - uids of rows that a node of the graph goes on from
 */
export function findRemovals(
  world: PlanningWorld,
  graph: ConnectedGraph,
  moved: ReadonlySet<string>,
): Removal[] {
  const rows = world.ledger.rows.filter(
    row => !moved.has(row.uid) && isUnwanted(world, graph, row),
  );
  const reach = reachOfNamed(world);
  const meant = rows.filter(row =>
    world.destroysOnlyDecided()
      ? world.isDecided(row)
      : world.coversEverything() ||
        row.workloads.length === 0 ||
        row.workloads.some(workload => world.named.has(workload)) ||
        reach.has(row.node),
  );
  const inScope = withWhatTheyUse(meant, rows);
  return rows.map(row => ({ row, inScope: inScope.has(row) }));
}

/** Adds what was left behind and is used by rows that are in scope, directly or through others. */
function withWhatTheyUse(meant: readonly LedgerRow[], rows: readonly LedgerRow[]): Set<LedgerRow> {
  const leftBehind = new Map<NodeId, LedgerRow[]>();
  for (const row of rows.filter(each => each.role !== 'current')) {
    leftBehind.set(row.node, [...(leftBehind.get(row.node) ?? []), row]);
  }
  const found = new Set(meant);
  for (const { dependsOn } of found) {
    for (const used of dependsOn.flatMap(node => leftBehind.get(node) ?? [])) {
      found.add(used);
    }
  }
  return found;
}

function isUnwanted(world: PlanningWorld, graph: ConnectedGraph, row: LedgerRow): boolean {
  if (row.role === 'current') {
    return !graph.has(row.node);
  }
  if (row.presence === 'absent') {
    return false;
  }
  return (
    world.isDecided(row) ||
    world.deletesEnvironment() ||
    // Its replacement did not come to its end, which decides about it; so its policy does, as if it were the current one.
    row.role === 'replaced' ||
    (row.deletion.onRemoval === 'destroy' && !row.deletionPending)
  );
}

/** All nodes that, by the ledger, workloads named by the submission led to when they were applied. */
function reachOfNamed(world: PlanningWorld): Set<NodeId> {
  const rows = new Map(
    world.ledger.rows.filter(row => row.role === 'current').map(row => [row.node, row]),
  );
  const open = [...rows.values()]
    .filter(row => row.workloads.some(workload => world.named.has(workload)))
    .map(row => row.node);
  const found = new Set<NodeId>();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!found.has(node)) {
      found.add(node);
      // A workload that another one waits for goes its own way.
      const next = rows.get(node)?.dependsOn ?? [];
      open.push(...next.filter(each => parseNodeId(each).type !== WORKLOAD_TYPE));
    }
  }
  return found;
}
