import { hasErrors } from '@tutti/score';
import type { Plan } from '../model';

/**
 * Whether a plan must not be carried out: an error that is no node's own, or a node in scope that is blocked or has an
 * error. What is wrong outside the scope is reported in the plan, and holds nobody else up.
 */
export function planHasErrors(plan: Plan): boolean {
  return (
    hasErrors(plan.problems) ||
    plan.nodes.some(node => node.inScope && (node.action === 'blocked' || hasErrors(node.problems)))
  );
}
