import { readProperty } from '@tutti/score';
import type { ConnectedGraph } from '../graph/connectGraph';
import { findDependents } from '../graph/dependents';
import type { ConnectedNode } from '../graph/GraphNode';
import type { PlanningWorld } from '../graph/PlanningWorld';
import { KUBERNETES_DELIVERY_TYPE, workloadNodeId } from '../model';
import type { NodeId } from '../model';

/**
 * Why a node may be touched. `named`: the submission names it. `dependent`: it depends on one that is named, and is
 * touched when that changes it. `needed`: a named one needs it, and it is touched when it is not there as wanted.
 */
export type ScopeReason = 'named' | 'dependent' | 'needed';

/**
 * The scope of a deployment (`architecture.md` section 2): every workload and shared resource that the submission names,
 * changed or not; their dependents; and the dependencies that they need. Nodes that are not in the map are left alone.
 *
 * @param removed - nodes that this deployment takes away; what depended on them is touched too
 * @param undelivered - nodes of which it takes away an incarnation; what delivered them is touched too
 */
export function findScope(
  world: PlanningWorld,
  graph: ConnectedGraph,
  removed: ReadonlySet<NodeId>,
  undelivered: ReadonlySet<NodeId>,
): Map<NodeId, ScopeReason> {
  const seeds = findSeeds(world, graph);
  const scope = new Map<NodeId, ScopeReason>();
  const origins = new Set([...seeds, ...bereft(world, graph, removed), ...referring(world, graph)]);
  for (const node of dependentsOf(origins, graph)) {
    scope.set(node, 'dependent');
  }
  for (const node of neededBy(seeds, graph)) {
    scope.set(node, 'needed');
  }
  for (const node of seeds) {
    scope.set(node, 'named');
  }
  for (const delivery of graph.values()) {
    if (delivery.type === KUBERNETES_DELIVERY_TYPE) {
      includeDelivery(world, delivery, graph, scope, undelivered);
    }
  }
  return scope;
}

/** Nodes that still exist in the graph and, by the ledger, depend on one that is taken away. */
function bereft(
  world: PlanningWorld,
  graph: ConnectedGraph,
  removed: ReadonlySet<NodeId>,
): NodeId[] {
  return world.ledger.rows
    .filter(row => row.role === 'current' && row.dependsOn.some(each => removed.has(each)))
    .map(row => row.node)
    .filter(node => graph.has(node));
}

/** Nodes that refer to a named workload without being ordered after it: its ports may have changed. */
function referring(world: PlanningWorld, graph: ConnectedGraph): NodeId[] {
  return [...graph.values()]
    .filter(node => {
      const target = readProperty(readProperty(node.context, 'target'), 'id');
      return typeof target === 'string' && world.named.has(target);
    })
    .map(node => node.node);
}

function findSeeds(world: PlanningWorld, graph: ConnectedGraph): Set<NodeId> {
  if (world.coversEverything()) {
    return new Set(graph.keys());
  }
  const seeds = new Set<NodeId>();
  for (const name of world.named) {
    const workload = graph.get(workloadNodeId(name));
    for (const node of workload ? [workload.node, ...Object.values(workload.scope.bindings)] : []) {
      seeds.add(node);
    }
  }
  for (const node of graph.keys()) {
    if (world.rolloutOf(node)) {
      seeds.add(node);
    }
  }
  return seeds;
}

function dependentsOf(seeds: ReadonlySet<NodeId>, graph: ConnectedGraph): Set<NodeId> {
  const dependents = findDependents(graph.values(), node => [...node.needs, ...node.follows]);
  return closure(seeds, node => dependents.get(node) ?? []);
}

function neededBy(seeds: ReadonlySet<NodeId>, graph: ConnectedGraph): Set<NodeId> {
  return closure(seeds, id => {
    const node = graph.get(id);
    return node ? [...node.needs, ...node.provisioned.map(each => each.node)] : [];
  });
}

/** A delivery is touched as its producers are, and needs what it needs. */
function includeDelivery(
  world: PlanningWorld,
  delivery: ConnectedNode,
  graph: ConnectedGraph,
  scope: Map<NodeId, ScopeReason>,
  undelivered: ReadonlySet<NodeId>,
): void {
  const reasons = new Set([...delivery.follows].map(producer => scope.get(producer)));
  const lost = world.ledger.current(delivery.node)?.dependsOn.some(node => undelivered.has(node));
  let reason = scope.get(delivery.node);
  if (lost || reasons.has('named')) {
    reason = 'named';
  } else if (reasons.has('needed') || reasons.has('dependent')) {
    reason = 'needed';
  }
  if (reason) {
    scope.set(delivery.node, reason);
  }
  if (reason) {
    for (const node of neededBy(new Set([delivery.node]), graph)) {
      if (!scope.has(node) || scope.get(node) === 'dependent') {
        scope.set(node, 'needed');
      }
    }
  }
}

function closure(
  seeds: ReadonlySet<NodeId>,
  next: (node: NodeId) => Iterable<NodeId>,
): Set<NodeId> {
  const found = new Set<NodeId>(seeds);
  const open = [...seeds];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const other of next(node)) {
      if (!found.has(other)) {
        found.add(other);
        open.push(other);
      }
    }
  }
  return found;
}
