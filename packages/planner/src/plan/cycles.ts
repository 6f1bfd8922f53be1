import type { Problem } from '@tutti/score';
import type { ConnectedGraph } from '../graph/connectGraph';
import { planProblem } from '../graph/planProblem';
import type { PlanningWorld } from '../graph/PlanningWorld';
import type { NodeId } from '../model';
import { outside } from './decideNode';
import type { Decisions } from './Decisions';
import type { ScopeReason } from './scope';

/** As many members of a cycle as each of its nodes lists; the problem of the plan lists all of them, once. */
const MEMBERS_SHOWN = 10;
/** As many cycles as a node lists that waits for one of them. */
const CYCLES_SHOWN = 3;

/** Nodes on a cycle, and those that need one, cannot be ordered; each says which cycle is the reason. */
export function addCycles(
  world: PlanningWorld,
  graph: ConnectedGraph,
  cycles: readonly NodeId[][],
  scope: ReadonlyMap<NodeId, ScopeReason>,
  decisions: Decisions,
): void {
  const cycleOf = new Map(cycles.flatMap(cycle => cycle.map(node => [node, cycle] as const)));
  const decided = new Set(decisions.nodes().map(node => node.node));
  const all = cycles.slice(0, CYCLES_SHOWN).map(shortened).join('; ');
  const more = cycles.length > CYCLES_SHOWN ? `; and ${cycles.length - CYCLES_SHOWN} more` : '';
  for (const node of [...graph.values()].filter(each => !decided.has(each.node))) {
    const draft = outside(world, node, decisions);
    const cycle = cycleOf.get(node.node);
    const reason = cycle
      ? `It is part of a cycle: ${shortened(cycle)}.`
      : `It needs nodes that wait for each other: ${all}${more}.`;
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
      node.predecessor?.row,
    );
  }
}

/** One problem for each cycle, an error where this deployment would have to touch it. */
export function cycleProblems(
  cycles: readonly NodeId[][],
  scope: ReadonlyMap<NodeId, ScopeReason>,
): Problem[] {
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
function cycleWords(cycle: readonly string[]): string {
  return [...cycle, cycle[0]].join(' → ');
}

/** The same for a node, of which there may be as many as the cycle has members. */
function shortened(cycle: readonly NodeId[]): string {
  return cycle.length > MEMBERS_SHOWN
    ? cycleWords([...cycle.slice(0, MEMBERS_SHOWN), `(${cycle.length - MEMBERS_SHOWN} more)`])
    : cycleWords(cycle);
}
