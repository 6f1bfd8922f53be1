import type { PlanNode } from '@tutti/planner';
import type { Problem } from '@tutti/score';

/** A node with an error found while drivers looked at it, at the place where it is asked for. */
export function withProblem(node: PlanNode, code: string, message: string): PlanNode {
  const { source, pointer } = node.place;
  const problem: Problem = { severity: 'error', code, message, source, pointer };
  return { ...node, problems: [...node.problems, problem] };
}
