import type { PlanFinding } from '@tutti/planner';

/** A finding as a sentence of an error, a reason or a log. */
export function findingSentence({ policy, node, message }: PlanFinding): string {
  return `Policy ${policy}${node === undefined ? '' : `, ${node}`}: ${message}`;
}
