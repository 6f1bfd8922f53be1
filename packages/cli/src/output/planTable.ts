import { compareProblems } from '@tutti/score';
import type { Plan, PlanNode } from '@tutti/planner';
import { problemLines } from './problemLines';
import type { TableOutput } from './writeResult';

/** What of a plan is shown to people; plans of the server and of this machine have it alike. */
export interface ShownPlan extends Pick<Plan, 'problems'> {
  nodes: Pick<
    PlanNode,
    'action' | 'node' | 'definition' | 'definitionVersion' | 'driver' | 'reason' | 'problems'
  >[];
}

/** The nodes of a plan, in the order of work. */
export function planTable({ nodes }: ShownPlan): TableOutput {
  return [
    {
      columns: ['ACTION', 'NODE', 'DEFINITION', 'VERSION', 'DRIVER', 'REASON'],
      rows: nodes.map(each => [
        each.action,
        each.node,
        each.definition ?? '-',
        each.definitionVersion === undefined ? '-' : String(each.definitionVersion),
        each.driver ?? '-',
        each.reason,
      ]),
    },
  ];
}

/** All that is wrong in a plan, one line for each problem. */
export function planProblemLines({ nodes, problems }: ShownPlan): string[] {
  return problemLines([...problems, ...nodes.flatMap(each => each.problems)].sort(compareProblems));
}
