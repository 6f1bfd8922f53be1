import type { LedgerRow, Plan } from '@tutti/planner';
import { planHasErrors } from '@tutti/planner';
import { findingSentence } from '../../policies';
import { formatProblem, type Problem } from '@tutti/score';

const SHOWN = 3;

/**
 * The sentence that says why a plan cannot be applied; undefined when it can. Beside what the plan itself says: a node
 * of unknown presence refuses the deployments whose scope reaches it, until a person has resolved it.
 */
export function planFailure(plan: Plan, ledger: readonly LedgerRow[]): string | undefined {
  const inScope = plan.nodes.filter(node => node.inScope);
  const problems: Problem[] = [...plan.problems, ...inScope.flatMap(node => node.problems)].filter(
    problem => problem.severity === 'error',
  );
  if (problems.length > 0) {
    const shown = problems.slice(0, SHOWN).map(formatProblem).join(' ');
    const more = problems.length - SHOWN;
    return more > 0 ? `${shown} And ${more} more.` : shown;
  }
  const reached = new Set(inScope.map(node => node.node));
  const unknown = ledger.find(row => row.presence === 'unknown' && reached.has(row.node));
  if (unknown) {
    return (
      `${unknown.node} needs attention: nobody knows whether it exists. Find out, and resolve it as present or absent: ` +
      `on the page of the environment, or with "tutti resource resolve ${unknown.uid}".`
    );
  }
  const denied = (plan.findings ?? []).filter(({ severity }) => severity === 'denied');
  if (denied.length > 0) {
    const shown = denied.slice(0, SHOWN).map(findingSentence).join(' ');
    return `It is denied. ${shown}${denied.length > SHOWN ? ` And ${denied.length - SHOWN} more.` : ''}`;
  }
  const blocked = inScope.find(node => node.action === 'blocked');
  if (blocked) {
    return `${blocked.node} cannot be planned: ${blocked.reason}`;
  }
  return planHasErrors(plan) ? 'The plan has errors.' : undefined;
}
