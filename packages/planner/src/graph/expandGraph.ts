import { compareText } from '@tutti/score';
import type { Problem } from '@tutti/score';
import { WORKLOAD_TYPE } from '../model';
import type { NodeId } from '../model';
import { endlessExpansion } from './endlessExpansion';
import { expandNode } from './expandNode';
import type { GraphNode } from './GraphNode';
import { compareRequests, conflictingParams, isSameRequest, mergeRequests } from './NodeRequest';
import type { MergedRequest, NodeRequest } from './NodeRequest';
import { planProblem } from './planProblem';
import { refusedMerges } from './refusedMerges';
import type { PlanningWorld } from './PlanningWorld';

/** How often the graph is expanded anew because a place that asks for a node was found after the node was expanded. */
const MAXIMUM_PASSES = 20;
/** After how many levels it is looked whether they will ever end: looking at each would take the square of their number. */
const LEVELS_BETWEEN_LOOKS = 40;
/** A graph of more nodes is a mistake in definitions that multiply each other. */
const MAXIMUM_NODES = 20_000;

/** The nodes of a graph, before they are connected. */
export interface Expansion {
  nodes: Map<NodeId, GraphNode>;
  /** Who asks for a node. */
  requests: Map<NodeId, NodeRequest[]>;
  problems: Problem[];
}

/**
 * Expands requests to the nodes of a graph: each is matched, and what its definition asks for becomes requests again.
 *
 * Several places may ask for one node, and what they say together (params, owner) decides how it is expanded. As some
 * of them are found only later, the graph is expanded until nothing said about any node is news. So the result does not
 * depend on the order in which places are found.
 */
export function expandGraph(world: PlanningWorld, roots: readonly NodeRequest[]): Expansion {
  let known = new Map<NodeId, MergedRequest>();
  for (let pass = 1; ; pass += 1) {
    const expansion = expandOnce(world, roots, known);
    const merged = mergeAll(world, expansion);
    const isSettled = [...expansion.used].every(([node, used]) =>
      isSameRequest(used, merged.get(node)!),
    );
    if (isSettled || expansion.problems.length > 0 || pass === MAXIMUM_PASSES) {
      addProblems(expansion, isSettled || expansion.problems.length > 0);
      return expansion;
    }
    known = merged;
  }
}

interface Pass extends Expansion {
  /** What each node was expanded with. */
  used: Map<NodeId, MergedRequest>;
}

function expandOnce(
  world: PlanningWorld,
  roots: readonly NodeRequest[],
  known: ReadonlyMap<NodeId, MergedRequest>,
): Pass {
  const pass: Pass = { nodes: new Map(), requests: new Map(), problems: [], used: new Map() };
  const via = new Map<NodeId, NodeId>();
  let level = [...roots];
  for (let depth = 0; level.length > 0; depth += 1) {
    level.sort((a, b) => compareText(a.node, b.node) || compareRequests(a, b));
    for (const request of level) {
      const requests = pass.requests.get(request.node) ?? [];
      requests.push(request);
      pass.requests.set(request.node, requests);
      if (request.requester && !via.has(request.node) && !pass.nodes.has(request.node)) {
        via.set(request.node, request.requester);
      }
    }
    const next: NodeRequest[] = [];
    // One level may multiply the nodes by thousands, so they are counted within it.
    const tooMany: NodeRequest[] = [];
    for (const node of new Set(level.map(request => request.node))) {
      if (pass.nodes.size >= MAXIMUM_NODES && !pass.nodes.has(node)) {
        tooMany.push(pass.requests.get(node)![0]);
      } else if (!pass.nodes.has(node)) {
        next.push(...expandInto(world, pass, node, known).asks);
      }
    }
    if (tooMany.length > 0) {
      pass.problems.push(...tooManyNodes(pass, via, tooMany));
    } else if ((depth + 1) % LEVELS_BETWEEN_LOOKS === 0) {
      pass.problems.push(...endlessExpansion(pass.nodes, via, next));
    }
    level = pass.problems.length > 0 ? [] : next;
  }
  return pass;
}

/** The definitions that feed each other are the reason if there are such; otherwise there is just too much. */
function tooManyNodes(
  pass: Pass,
  via: ReadonlyMap<NodeId, NodeId>,
  beyond: readonly NodeRequest[],
): Problem[] {
  const loops = endlessExpansion(pass.nodes, via, beyond, 1);
  const [{ node, place }] = beyond;
  const message = `The graph has more than ${MAXIMUM_NODES} nodes, and more than an environment can need; ${node} and those after it were left out.`;
  const hint = 'Divide the application, or let its definitions ask for less.';
  return loops.length > 0 ? loops : [planProblem('too-many-nodes', message, place, { hint })];
}

function expandInto(
  world: PlanningWorld,
  pass: Pass,
  node: NodeId,
  known: ReadonlyMap<NodeId, MergedRequest>,
): GraphNode {
  const requests = pass.requests.get(node)!;
  const merged = known.get(node) ?? mergeRequests(requests, reachedIn(world, pass, node));
  const [first] = [...requests].sort(compareRequests);
  const { type, class: resourceClass, id, place } = first;
  const expanded = expandNode(world, { node, type, class: resourceClass, id }, merged, place);
  pass.nodes.set(node, expanded);
  pass.used.set(node, merged);
  return expanded;
}

function mergeAll(world: PlanningWorld, pass: Pass): Map<NodeId, MergedRequest> {
  return new Map(
    [...pass.nodes.keys()].map(node => [
      node,
      mergeRequests(pass.requests.get(node)!, reachedIn(world, pass, node)),
    ]),
  );
}

/**
 * A workload is reached when the deployment names it, any other node when one that asks for it is. Only pins and a
 * refresh ask, so without them there is nothing to find out.
 */
function reachedIn(world: PlanningWorld, pass: Pass, node: NodeId) {
  if (!world.asksWhatIsReached()) {
    return () => false;
  }
  return (requester: NodeId | undefined) => {
    if (requester === undefined) {
      const [request] = pass.requests.get(node)!;
      return request.type === WORKLOAD_TYPE && world.named.has(request.id);
    }
    const asking = pass.nodes.get(requester);
    return asking?.type === WORKLOAD_TYPE ? world.named.has(asking.id) : asking?.reached === true;
  };
}

function addProblems(expansion: Expansion, isSettled: boolean): void {
  for (const [node, { problems, place }] of expansion.nodes) {
    const requests = expansion.requests.get(node)!;
    problems.push(...conflictingParams(requests), ...refusedMerges(requests));
    if (!isSettled) {
      const message = `What is asked of ${node} changes with each look: definitions whose requests depend on each other contradict each other.`;
      problems.push(planProblem('contradiction', message, place));
    }
  }
}
