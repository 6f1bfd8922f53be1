import { compareProblems } from '@tutti/score';
import type { Plan, PlanFinding, PlanNode } from '@tutti/planner';
import { problemLines } from './problemLines';
import type { TableOutput } from './writeResult';

/** What of a plan is shown to people; plans of the server and of this machine have it alike. */
export interface ShownPlan extends Pick<Plan, 'problems' | 'findings'> {
  nodes: Pick<
    PlanNode,
    | 'action'
    | 'node'
    | 'definition'
    | 'definitionVersion'
    | 'driver'
    | 'previousDefinition'
    | 'previousDefinitionVersion'
    | 'previousDriver'
    | 'reason'
    | 'problems'
  >[];
}

/** The nodes of a plan, in the order of work; of definition, version and driver what was before, where it changes. */
export function planTable({ nodes }: ShownPlan): TableOutput {
  return [
    {
      columns: ['ACTION', 'NODE', 'DEFINITION', 'VERSION', 'DRIVER', 'REASON'],
      rows: nodes.map(each => [
        each.action,
        each.node,
        fromTo(each.previousDefinition, each.definition),
        fromTo(each.previousDefinitionVersion, each.definitionVersion),
        fromTo(each.previousDriver, each.driver),
        each.reason,
      ]),
    },
  ];
}

function fromTo(before: string | number | undefined, after: string | number | undefined): string {
  const now = after === undefined ? '-' : String(after);
  return before === undefined || before === after ? now : `${before} -> ${now}`;
}

/** All that is wrong in a plan, one line for each problem, and what policies found in it. */
export function planProblemLines({ nodes, problems, findings = [] }: ShownPlan): string[] {
  return [
    ...problemLines([...problems, ...nodes.flatMap(each => each.problems)].sort(compareProblems)),
    ...findings.map(findingLine),
  ];
}

function findingLine({ policy, severity, node, message, approvals }: PlanFinding): string {
  const words = severity === 'approval-needed' ? `approval needed (${approvals ?? 1})` : severity;
  return `${words}: ${message} [policy ${policy}${node === undefined ? '' : `, ${node}`}]`;
}
