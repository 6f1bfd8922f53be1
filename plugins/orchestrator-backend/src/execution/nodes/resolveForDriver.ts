import type { Driver } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { inputProblems, resolveNode, type PlanNode } from '@tutti/planner';
import { collectKnownAfter, type JsonObject } from '@tutti/score';
import { factsOf } from './factsOf';
import type { NodeWork } from './NodeWork';

/**
 * Resolves the inputs and params of a node with the outputs of the nodes made before it, and checks what could not be
 * checked when planning, because it was known only after other nodes were made.
 *
 * @param ledgerUid - the incarnation that the node is worked on as
 * @returns the sentence that says what is missing or wrong, where they cannot be used.
 */
export function resolveForDriver(
  work: NodeWork,
  node: PlanNode,
  driver: Driver,
  ledgerUid: string,
): { inputs: JsonObject; params: JsonObject } | string {
  const resolved = resolveNode(node, other => factsOf(work, other), ledgerUid);
  const inputs = resolved.inputs as JsonObject;
  const params = resolved.params as JsonObject;
  const problem = [...resolved.problems, ...inputProblems({ ...node, inputs }, driver)].find(
    ({ severity }) => severity === 'error',
  );
  if (problem) {
    return problem.message;
  }
  const missing = [...collectKnownAfter(inputs), ...collectKnownAfter(params)];
  return missing.length > 0
    ? `It needs outputs of ${missing[0]}, which is not there.`
    : { inputs, params };
}
