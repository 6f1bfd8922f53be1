import type { Problem } from '@tutti/score';
import type { NodeId } from '../model';
import { connectGraph } from './connectGraph';
import type { ConnectedGraph } from './connectGraph';
import { connectDeliveries, deliveryRequests, findDeliveries } from './deliveries';
import type { Deliveries } from './deliveries';
import { expandGraph } from './expandGraph';
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

/** Builds the graph of the set: requests, expansion, edges, deliveries. The result depends on no order of its arguments. */
export function buildGraph(world: PlanningWorld): ResourceGraph {
  const score = scoreRequests(world);
  let graph = expandAndConnect(world, score.requests, new Map());
  for (let round = 1; round < MAXIMUM_ROUNDS && !graph.isSettled; round += 1) {
    graph = expandAndConnect(world, score.requests, graph.deliveries);
  }
  connectDeliveries(graph.nodes, graph.deliveries);
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

function addScoreProblems(nodes: ConnectedGraph, problems: ReadonlyMap<NodeId, Problem[]>): void {
  for (const [id, own] of problems) {
    const node = nodes.get(id);
    if (node) {
      node.problems = [...node.problems, ...own];
    }
  }
}
