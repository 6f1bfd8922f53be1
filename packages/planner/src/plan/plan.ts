import { compareProblems, orderInLayers } from '@tutti/score';
import { buildGraph } from '../graph/buildGraph';
import type { ResourceGraph } from '../graph/buildGraph';
import type { ConnectedNode } from '../graph/GraphNode';
import { PlanningWorld } from '../graph/PlanningWorld';
import { KUBERNETES_DELIVERY_TYPE } from '../model';
import type { NodeId, Plan, PlanArguments, PlanNode } from '../model';
import { applyDelta } from './applyDelta';
import { addCycles, cycleProblems } from './cycles';
import { decideNode } from './decideNode';
import { Decisions } from './Decisions';
import { fingerprint } from './fingerprint';
import { proposeMoves } from './proposeMoves';
import { findRemovals } from './removals/findRemovals';
import { guardRemovals } from './removals/guardRemovals';
import { deliveriesToKeep, keptProducers } from './removals/keptProducers';
import { removalNodes } from './removals/removalNodes';
import { findScope } from './scope';
import { setHash } from './setHash';

/**
 * What a deployment would do, node by node. Pure and deterministic: equal arguments give equal plans, byte for byte, in
 * whatever order lists and keys come.
 *
 * Never throws on what people wrote: a node that cannot be made is `blocked` with its problems, and so are those that
 * need it; the others are planned as if nothing were wrong. `planHasErrors` says whether the plan may be carried out.
 */
export function plan(args: PlanArguments): Plan {
  const set = applyDelta(args.base, args.delta, args.ledger);
  const world = PlanningWorld.create(args, set);
  const first = planGraph(world, buildGraph(world));
  const kept = deliveriesToKeep(world, first.gone);
  // What is left behind keeps its delivery; that is wanted then, with its cluster, and so changes the graph.
  const { nodes, gone, problems } =
    kept.length > 0 ? planGraph(world, buildGraph(world, kept)) : first;
  return {
    set,
    setHash: setHash(set),
    nodes: proposeMoves([...nodes, ...gone]),
    problems,
    fingerprint: fingerprint(args),
  };
}

/** Decides about every node of a graph, and about the rows that it has no place for. */
function planGraph(world: PlanningWorld, graph: ResourceGraph) {
  const moved = new Set([...graph.nodes.values()].flatMap(node => node.predecessor?.row.uid ?? []));
  const removals = findRemovals(world, graph.nodes, moved);
  const undelivered = new Set(removals.flatMap(each => (each.inScope ? each.row.node : [])));
  // What was left behind is not what the nodes of the graph depend on, even where one bears its name again.
  const removed = world.destroysOnlyDecided() ? new Set<NodeId>() : undelivered;
  const scope = findScope(world, graph.nodes, removed, undelivered);
  const { layers, cycles } = orderInLayers(
    new Map([...graph.nodes.values()].map(node => [node.node, [...node.needs, ...node.follows]])),
  );
  const decisions = Decisions.create(removed);
  for (const id of layers.flat()) {
    const node = graph.nodes.get(id)!;
    decisions.add(decideNode(world, node, scope.get(id), decisions), rowOf(node));
  }
  addCycles(world, graph.nodes, cycles, scope, decisions);
  const untouched = decisions
    .nodes()
    .filter(node => !node.inScope && scope.get(node.node) !== 'needed');
  const users = findUsers(world, untouched, removed);
  const gone = guardRemovals(
    world,
    removalNodes(world, removals, node => users.get(node)),
  );
  const deliveries = layers.flat().filter(id => isDelivery(graph.nodes.get(id)!));
  decisions.settleRemovals(
    new Set(gone.filter(node => node.action === 'destroy').map(node => node.node)),
  );
  for (const id of deliveries) {
    const node = graph.nodes.get(id)!;
    deliverWhatIsKept(world, node, gone);
    decisions.add(decideNode(world, node, scope.get(id), decisions), rowOf(node));
  }
  return {
    nodes: decisions.nodes(),
    gone,
    problems: [...graph.problems, ...cycleProblems(cycles, scope)].sort(compareProblems),
  };
}

function isDelivery({ type }: ConnectedNode): boolean {
  return type === KUBERNETES_DELIVERY_TYPE;
}

/** What is left behind is delivered all the same, which is known once it is decided what goes. */
function deliverWhatIsKept(
  world: PlanningWorld,
  delivery: ConnectedNode,
  gone: readonly PlanNode[],
): void {
  const row = world.ledger.current(delivery.node);
  for (const producer of row ? keptProducers(world, row, gone) : []) {
    delivery.follows.add(producer);
  }
}

function rowOf(node: ConnectedNode) {
  return node.predecessor?.row;
}

/**
 * Node → one that, by the ledger, uses it and is left as it is by this plan; the first by name. One that is needed and
 * stays has been found to be as it is wanted, so it does not use what nobody wants.
 */
function findUsers(
  world: PlanningWorld,
  untouched: readonly PlanNode[],
  removed: ReadonlySet<NodeId>,
): Map<NodeId, NodeId> {
  const staying = new Set(untouched.map(each => each.node));
  const users = new Map<NodeId, NodeId>();
  // Rows are in order of node.
  for (const { node, role, dependsOn } of world.ledger.rows) {
    if (role === 'current' && staying.has(node) && !removed.has(node)) {
      for (const used of dependsOn) {
        users.set(used, users.get(used) ?? node);
      }
    }
  }
  return users;
}
