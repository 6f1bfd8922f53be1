import { compareProblems, compareText, orderInLayers } from '@tutti/score';
import type { Problem } from '@tutti/score';
import { buildGraph } from '../graph/buildGraph';
import type { ConnectedGraph } from '../graph/connectGraph';
import type { ConnectedNode } from '../graph/GraphNode';
import { planProblem } from '../graph/planProblem';
import { PlanningWorld } from '../graph/PlanningWorld';
import type { NodeId, Plan, PlanArguments, PlanNode } from '../model';
import { applyDelta } from './applyDelta';
import { decideNode, outside } from './decideNode';
import { Decisions } from './Decisions';
import { fingerprint } from './fingerprint';
import { proposeMoves } from './proposeMoves';
import { findRemovals, removalNodes } from './removals';
import { findScope } from './scope';
import type { ScopeReason } from './scope';
import { setHash } from './setHash';

/**
 * What a deployment would do, node by node. Pure and deterministic: equal arguments give equal plans, byte for byte, in
 * whatever order lists and keys come.
 *
 * Never throws on what people wrote: a node that cannot be made is `blocked` with its problems, and so are those that
 * need it; the others are planned as if nothing were wrong. `planHasErrors` says whether the plan may be carried out.
 */
export function plan(args: PlanArguments): Plan {
  const set = applyDelta(args.base, args.delta);
  const world = PlanningWorld.create(args, set);
  const graph = buildGraph(world);
  const moved = new Set([...graph.nodes.values()].flatMap(node => node.predecessor?.row.uid ?? []));
  const removals = findRemovals(world, graph.nodes, moved);
  const removed = new Set(removals.filter(each => each.inScope).map(each => each.row.node));
  const scope = findScope(world, graph.nodes, removed);
  const { layers, cycles } = orderInLayers(
    new Map([...graph.nodes.values()].map(node => [node.node, [...node.needs, ...node.follows]])),
  );
  const decisions = Decisions.create(removed);
  for (const id of layers.flat()) {
    const node = graph.nodes.get(id)!;
    decisions.add(decideNode(world, node, scope.get(id), decisions), rowOf(node));
  }
  addCycles(world, graph.nodes, cycles, scope, decisions);
  const kept = decisions.nodes();
  const untouched = kept.filter(node => !node.inScope && scope.get(node.node) !== 'needed');
  const gone = removalNodes(world, removals, node => userOf(world, untouched, removed, node));
  return {
    set,
    setHash: setHash(set),
    nodes: proposeMoves([...kept, ...gone]),
    problems: [...graph.problems, ...cycleProblems(cycles, scope)].sort(compareProblems),
    fingerprint: fingerprint(args),
  };
}

function rowOf(node: ConnectedNode) {
  return node.predecessor?.row;
}

/** Nodes on a cycle, and those that need one, cannot be ordered; each says which cycle is the reason. */
function addCycles(
  world: PlanningWorld,
  graph: ConnectedGraph,
  cycles: NodeId[][],
  scope: ReadonlyMap<NodeId, ScopeReason>,
  decisions: Decisions,
): void {
  const decided = new Set(decisions.nodes().map(node => node.node));
  for (const node of [...graph.values()].filter(each => !decided.has(each.node))) {
    const draft = outside(world, node, decisions);
    const cycle = cycles.find(each => each.includes(node.node));
    const reason = cycle
      ? `It is part of a cycle: ${cycleWords(cycle)}.`
      : `It needs nodes that wait for each other: ${cycles.map(cycleWords).join('; ')}.`;
    const reasonOfScope = scope.get(node.node);
    const isTouched = reasonOfScope === 'named' || reasonOfScope === 'needed';
    const problem = planProblem('cycle', reason, node.place, {
      severity: isTouched ? 'error' : 'warning',
    });
    decisions.add(
      {
        ...draft,
        ...(isTouched && { action: 'blocked', inScope: true, reason }),
        problems: [...(isTouched ? node.problems : draft.problems), problem],
      },
      rowOf(node),
    );
  }
}

function cycleProblems(cycles: NodeId[][], scope: ReadonlyMap<NodeId, ScopeReason>): Problem[] {
  return cycles.map(cycle => {
    const isTouched = cycle.some(node => scope.has(node) && scope.get(node) !== 'dependent');
    const message = `These nodes wait for each other: ${cycleWords(cycle)}.`;
    const place = { source: cycle[0], pointer: '' };
    const hint =
      'Take one of the references out; a service or route refers to a workload without waiting for it.';
    return planProblem('cycle', message, place, {
      severity: isTouched ? 'error' : 'warning',
      hint,
    });
  });
}

/** The members in order, each needing the next, and the first one again. */
function cycleWords(cycle: NodeId[]): string {
  return [...cycle, cycle[0]].join(' → ');
}

/**
 * A node that, by the ledger, uses another one and is left as it is by this plan. One that is needed and stays has been
 * found to be as it is wanted, so it does not use what nobody wants.
 */
function userOf(
  world: PlanningWorld,
  untouched: readonly PlanNode[],
  removed: ReadonlySet<NodeId>,
  node: NodeId,
): NodeId | undefined {
  const users = new Set(untouched.map(each => each.node));
  return world.ledger.rows
    .filter(row => row.role === 'current' && row.dependsOn.includes(node) && !removed.has(row.node))
    .map(row => row.node)
    .filter(user => users.has(user))
    .sort(compareText)[0];
}
