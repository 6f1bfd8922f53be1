import { isAllowedUnder, type Plan } from '@tutti/planner';
import { isJsonObject, isKnownAfter, type JsonValue } from '@tutti/score';
import { findingBeyond, findingSentence } from '../../policies';
import { planKeyOf } from './planKeyOf';

/**
 * Compares a plan with the one that was approved. An approval covers the values that were resolved, and for what was not
 * known yet the envelope: the action per node; and the findings of policies that were seen.
 *
 * @returns the sentence that says what would go beyond the approval; undefined when nothing would.
 */
export function exceedsApproval(approved: Plan, actual: Plan): string | undefined {
  const approvedNodes = new Map(approved.nodes.map(node => [planKeyOf(node), node]));
  for (const node of actual.nodes) {
    if (!node.inScope || node.action === 'unchanged') {
      continue;
    }
    const before = approvedNodes.get(planKeyOf(node));
    if (!before || !isAllowedUnder(before.action, node.action)) {
      return `${node.node}: ${node.action} goes beyond what was approved (${before?.action ?? 'nothing'}).`;
    }
    if (!covers(before.inputs, node.inputs) || !covers(before.params, node.params)) {
      return `${node.node} would get other inputs than those that were approved.`;
    }
  }
  const beyond = findingBeyond(approved.findings ?? [], actual.findings ?? []);
  return beyond && `${findingSentence(beyond)} That is new since the approval.`;
}

/** Whether a value is the approved one, or fills a place that was not known then. */
function covers(approved: JsonValue, actual: JsonValue): boolean {
  if (isKnownAfter(approved)) {
    return true;
  }
  if (Array.isArray(approved)) {
    return (
      Array.isArray(actual) &&
      approved.length === actual.length &&
      approved.every((item, index) => covers(item, actual[index]))
    );
  }
  if (isJsonObject(approved)) {
    const keys = Object.keys(approved);
    return (
      isJsonObject(actual) &&
      keys.length === Object.keys(actual).length &&
      keys.every(key => Object.hasOwn(actual, key) && covers(approved[key], actual[key]))
    );
  }
  return approved === actual;
}
