import type { Problem } from '@tutti/score';
import { KUBERNETES_CLUSTER_TYPE, parseNodeId } from '../model';
import type { LedgerRow, NodeId } from '../model';
import { connectGraph } from './connectGraph';
import type { ConnectedGraph } from './connectGraph';
import { connectDeliveries, deliveryRequests, findDeliveries } from './deliveries';
import type { Deliveries } from './deliveries';
import { expandGraph } from './expandGraph';
import { NO_SCOPE } from './NodeRequest';
import type { NodeRequest } from './NodeRequest';
import type { PlanningWorld } from './PlanningWorld';
import { scoreRequests } from './scoreRequests';

/** A delivery may ask for nodes that produce manifests for another cluster, but not for ever. */
const MAXIMUM_ROUNDS = 5;

/** The resource graph of a set. */
export interface ResourceGraph {
  nodes: ConnectedGraph;
  problems: Problem[];
}

/**
 * Builds the graph of the set: requests, expansion, edges, deliveries. The result depends on no order of its arguments.
 *
 * @param keptDeliveries - rows of deliveries that are in the graph, with their clusters, although nothing that is wanted
 *   makes manifests for them
 */
export function buildGraph(
  world: PlanningWorld,
  keptDeliveries: readonly LedgerRow[] = [],
): ResourceGraph {
  const score = scoreRequests(world);
  const requests = [...score.requests, ...keptDeliveries.flatMap(keptRequests)];
  let graph = expandAndConnect(world, requests, new Map());
  for (let round = 1; round < MAXIMUM_ROUNDS && !graph.isSettled; round += 1) {
    graph = expandAndConnect(world, requests, graph.deliveries);
  }
  connectDeliveries(graph.nodes, withKept(graph, keptDeliveries));
  addScoreProblems(graph.nodes, score.problems);
  return { nodes: graph.nodes, problems: graph.problems };
}

/** One round with the deliveries found so far; settled when it needs no further ones. */
function expandAndConnect(
  world: PlanningWorld,
  requests: readonly NodeRequest[],
  deliveries: Deliveries,
) {
  const expansion = expandGraph(world, [...requests, ...deliveryRequests(deliveries)]);
  const nodes = connectGraph(world, expansion);
  const found = findDeliveries(nodes);
  return {
    nodes,
    problems: expansion.problems,
    deliveries: found,
    isSettled: [...found.keys()].every(delivery => deliveries.has(delivery)),
  };
}

/** The requests for a delivery that is kept and for its cluster. */
function keptRequests(delivery: LedgerRow): NodeRequest[] {
  return [delivery.node, ...clusterOf(delivery)].map(node => ({
    ...parseNodeId(node),
    node,
    relation: 'delivery' as const,
    scope: NO_SCOPE,
    place: { source: `delivery ${delivery.node}`, pointer: '' },
  }));
}

function clusterOf({ dependsOn }: LedgerRow): NodeId[] {
  return dependsOn.filter(node => parseNodeId(node).type === KUBERNETES_CLUSTER_TYPE);
}

function withKept(
  { nodes, deliveries }: { nodes: ConnectedGraph; deliveries: Deliveries },
  kept: readonly LedgerRow[],
): Deliveries {
  const all: Deliveries = new Map(deliveries);
  for (const delivery of kept) {
    const [cluster] = clusterOf(delivery).flatMap(node => nodes.get(node) ?? []);
    if (cluster && !all.has(delivery.node)) {
      all.set(delivery.node, { cluster, producers: [] });
    }
  }
  return all;
}

function addScoreProblems(nodes: ConnectedGraph, problems: ReadonlyMap<NodeId, Problem[]>): void {
  for (const [id, own] of problems) {
    const node = nodes.get(id);
    if (node) {
      node.problems = [...node.problems, ...own];
    }
  }
}
