import { findReferences, workloadReferences } from '@tutti/score';
import type { JsonObject, Problem, Workload } from '@tutti/score';
import type { ConnectedNode } from '../graph/GraphNode';
import { boundNode } from '../graph/NodeRequest';
import { planProblem } from '../graph/planProblem';
import type { PlanningWorld } from '../graph/PlanningWorld';
import { WORKLOAD_TYPE, parseNodeId } from '../model';
import type { NodeId } from '../model';
import { alternatives, isOpenSchema } from '../schema';

/**
 * Outputs that a Score file reads and that no resource of that type will ever have. While a resource does not exist, a
 * placeholder cannot be resolved; a typing error in it is found all the same, before anything is made.
 *
 * @param isKnown - says of a node that its outputs are known, so that resolving finds what is wrong
 */
export function outputProblems(
  world: PlanningWorld,
  node: ConnectedNode,
  isKnown: (node: NodeId) => boolean,
): Problem[] {
  const problems: Problem[] = [];
  for (const { path, raw, pointer } of referencesOf(node)) {
    const [root, key, output] = path;
    const bound = root === 'resources' ? boundNode(node.scope, key) : undefined;
    if (bound === undefined || output === undefined || isKnown(bound)) {
      continue;
    }
    const { type } = parseNodeId(bound);
    const outputs = world.resourceType(type)?.outputs;
    if (outputs && !isOpenSchema(outputs) && !Object.hasOwn(outputs.properties as object, output)) {
      const place = { ...node.place, pointer: node.place.pointer + pointer };
      const message = `\${${raw}} leads nowhere: resource "${key}" is of type ${type}, which has no output "${output}".`;
      const hint = alternatives(output, Object.keys(outputs.properties as JsonObject));
      problems.push(planProblem('unknown-output', message, place, { hint }));
    }
  }
  return problems;
}

function referencesOf(node: ConnectedNode) {
  if (node.type === WORKLOAD_TYPE) {
    return workloadReferences(node.request as unknown as Workload);
  }
  return findReferences(node.request).map(reference => ({
    ...reference,
    pointer: `/params${reference.pointer}`,
  }));
}
