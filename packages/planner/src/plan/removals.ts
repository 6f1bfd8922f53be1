import { isJsonObject, orderInLayers } from '@tutti/score';
import type { ConnectedGraph } from '../graph/connectGraph';
import type { PlanningWorld } from '../graph/PlanningWorld';
import { WORKLOAD_TYPE, parseNodeId } from '../model';
import type { DeletionRule, LedgerRow, NodeId, PlanNode } from '../model';
import { policyInForce } from './policyInForce';

/** A row of the ledger that nobody wants any more. */
export interface Removal {
  row: LedgerRow;
  /** This deployment takes it away, or leaves it for a person to decide about. */
  inScope: boolean;
}

/**
 * The rows that the wanted graph has no place for: current ones whose node is gone, and what earlier deployments left
 * behind and should have destroyed (all that is left behind, when the environment is deleted), or what a person has decided
 * to destroy, and then nothing else. In scope are those that a named workload asked for, and what only they led to.
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
  return rows.map(row => ({
    row,
    inScope: world.destroysOnlyDecided()
      ? world.isDecided(row)
      : world.coversEverything() ||
        row.workloads.length === 0 ||
        row.workloads.some(workload => world.named.has(workload)) ||
        reach.has(row.node),
  }));
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

/**
 * The nodes of a plan for what is removed, consumers first. What one that stays uses is not destroyed: an orphan
 * could otherwise neither be used again nor be destroyed, and what it holds might go with the thing that it is in.
 *
 * @param stillUsed - for a node, another one that is wanted, uses it, and stays as it is
 */
export function removalNodes(
  world: PlanningWorld,
  removals: readonly Removal[],
  stillUsed: (node: NodeId) => NodeId | undefined,
): PlanNode[] {
  const users = usersLeftBehind(world, removals);
  return consumersFirst(removals).map(removal => {
    const { row } = removal;
    const planned = removalNode(world, removal, stillUsed(row.node));
    const user = planned.action === 'destroy' ? users.get(row.node) : undefined;
    const node = user === undefined ? planned : keptFor(world, removal.row, planned, user);
    const goes =
      node.action === 'destroy' || (node.action === 'retain' && world.deletesEnvironment());
    for (const used of goes ? [] : row.dependsOn) {
      users.set(used, row.node);
    }
    return node;
  });
}

function keptFor(world: PlanningWorld, row: LedgerRow, node: PlanNode, user: NodeId): PlanNode {
  if (world.isDecided(row)) {
    const reason = `It cannot be destroyed while ${user}, which uses it, is left. Decide about that first.`;
    return { ...node, action: 'blocked', reason };
  }
  const reason = `It is no longer asked for, but ${user} is left and uses it: it becomes an orphan, and is destroyed once that is gone.`;
  return { ...node, action: 'retain', reason, waitsForPerson: false };
}

/** Node → an orphan that uses it and that this deployment does not take away. */
function usersLeftBehind(world: PlanningWorld, removals: readonly Removal[]): Map<NodeId, NodeId> {
  const taken = new Set(removals.map(removal => removal.row.uid));
  const left = world.ledger.rows.filter(
    row => row.role !== 'current' && row.presence !== 'absent' && !taken.has(row.uid),
  );
  return new Map(left.flatMap(row => row.dependsOn.map(used => [used, row.node] as const)));
}

function consumersFirst(removals: readonly Removal[]): Removal[] {
  const byUid = new Map(removals.map(removal => [removal.row.uid, removal]));
  const uidsOf = new Map<NodeId, string[]>();
  for (const { row } of removals) {
    const uids = uidsOf.get(row.node) ?? [];
    uids.push(row.uid);
    uidsOf.set(row.node, uids);
  }
  // Names are node and uid, so that ties fall by node whatever the uids are.
  const name = (uid: string) => `${byUid.get(uid)!.row.node} ${uid}`;
  const needs = new Map(
    removals.map(({ row }) => [
      name(row.uid),
      row.dependsOn.flatMap(node => uidsOf.get(node) ?? []).map(name),
    ]),
  );
  const { layers } = orderInLayers(needs);
  const order = new Set(layers.reverse().flat());
  const rest = [...needs.keys()].filter(each => !order.has(each)).sort();
  return [...order, ...rest].map(each => byUid.get(each.slice(each.lastIndexOf(' ') + 1))!);
}

function removalNode(
  world: PlanningWorld,
  { row, inScope }: Removal,
  user: NodeId | undefined,
): PlanNode {
  const deletion = policyInForce(world, row);
  const { type, class: resourceClass, id } = parseNodeId(row.node);
  return {
    node: row.node,
    type,
    class: resourceClass,
    id,
    ...decide(world, row, deletion, inScope, user),
    inScope: inScope && (user === undefined || world.isDecided(row)),
    ledgerUid: row.uid,
    incarnation: row.incarnation,
    name: row.name,
    definition: row.definition,
    definitionVersion: row.definitionVersion,
    previousDefinition: row.definition,
    previousDefinitionVersion: row.definitionVersion,
    driver: row.driver,
    stateful: row.stateful,
    deletion,
    workloads: row.workloads,
    shared: true,
    place: { source: 'ledger', pointer: '' },
    requestHash: row.requestHash,
    request: {},
    inputsTemplate: {},
    context: {},
    bindings: { score: {}, dependencies: {}, collected: {} },
    dependsOn: [...row.dependsOn].sort(),
    params: row.params,
    inputs: isJsonObject(row.inputs) ? row.inputs : {},
    differences: [],
    catalog: false,
    problems: [],
  };
}

function decide(
  world: PlanningWorld,
  row: LedgerRow,
  deletion: PlanNode['deletion'],
  inScope: boolean,
  user: NodeId | undefined,
): Pick<PlanNode, 'action' | 'reason' | 'waitsForPerson'> {
  const what =
    row.role === 'current' ? 'It is no longer asked for' : `It was left behind (${row.role})`;
  if (!inScope) {
    const reason = `${what}; a deployment of ${row.workloads.join(' or ')} takes it away, this one does not touch it.`;
    return { action: 'unchanged', reason, waitsForPerson: false };
  }
  if (user !== undefined && world.isDecided(row)) {
    const reason = `It cannot be destroyed while ${user} uses it.`;
    return { action: 'blocked', reason, waitsForPerson: false };
  }
  if (user !== undefined) {
    const reason = `${what}, but ${user} still uses it, so it stays until that has changed.`;
    return { action: 'unchanged', reason, waitsForPerson: false };
  }
  if (row.presence === 'unknown') {
    const reason = `${what}, but its driver could not tell whether it exists. Resolve it as present or absent first.`;
    return { action: 'blocked', reason, waitsForPerson: false };
  }
  if (world.isDecided(row)) {
    const reason = `${what}, and a person has decided to destroy it.`;
    return { action: 'destroy', reason, waitsForPerson: false };
  }
  const rule = world.deletesEnvironment() ? deletion.onEnvironmentDelete : deletion.onRemoval;
  return ruled(world, rule, deletion.protected, what);
}

function ruled(
  world: PlanningWorld,
  rule: DeletionRule,
  isProtected: boolean,
  what: string,
): Pick<PlanNode, 'action' | 'reason' | 'waitsForPerson'> {
  if (rule === 'retain') {
    const reason = `${what}, and its deletion policy keeps it: it becomes an orphan.`;
    return { action: 'retain', reason, waitsForPerson: false };
  }
  const waits = rule === 'approve' || isProtected;
  const why = isProtected ? 'it is protected' : 'its deletion policy asks for approval';
  if (!waits) {
    return {
      action: 'destroy',
      reason: `${what}, and its deletion policy lets it be destroyed.`,
      waitsForPerson: false,
    };
  }
  return world.deletesEnvironment()
    ? {
        action: 'destroy',
        reason: `The environment is deleted, and ${why}: the deployment waits for a person.`,
        waitsForPerson: true,
      }
    : {
        action: 'retain',
        reason: `${what}, and ${why}: it becomes an orphan, and waits for a person to decide.`,
        waitsForPerson: true,
      };
}
