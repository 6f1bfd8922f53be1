import {
  appendPointer,
  isJsonObject,
  isKnownAfter,
  isSecretValue,
  sortedEntries,
} from '@tutti/score';
import type { JsonValue, Problem } from '@tutti/score';
import { definitionPlace, planProblem } from '../graph/planProblem';
import type { DriverDescriptor, JsonSchema, PlanNode, ResourceTypeSpec } from '../model';
import { hasFlag, validateValue } from '../schema';

/**
 * What a driver would refuse of resolved inputs: values that its schema does not allow, and, for a driver that takes
 * secrets in clear, secrets in places that are not `secret: true`. Marks fit every schema, because their values are not
 * there to be checked; so execution calls this once more when everything is known. No message holds a value.
 */
export function inputProblems(
  node: Pick<PlanNode, 'node' | 'definition' | 'inputs'>,
  driver: DriverDescriptor,
): Problem[] {
  const at = (pointer: string) =>
    definitionPlace(node.definition ?? node.node, `/spec/inputs${pointer}`);
  const problems = validateValue(driver.inputs, node.inputs, isMark).map(violation =>
    planProblem(
      'inputs',
      `Driver ${driver.id} refuses the inputs of ${node.node}: ${violation.message}`,
      at(violation.pointer),
      { hint: violation.hint },
    ),
  );
  if ((driver.secretInputs ?? 'clear') === 'clear') {
    for (const pointer of secretPointers(node.inputs)) {
      if (!hasFlag(driver.inputs, pointer, 'secret')) {
        const message = `A secret reaches the input ${pointer} of ${node.node}, which driver ${driver.id} does not treat as one.`;
        const hint = 'Use an input that the driver marks as secret, or a value that is none.';
        problems.push(planProblem('secret-place', message, at(pointer), { hint }));
      }
    }
  }
  return problems;
}

const narrowings = new WeakMap<object, JsonSchema>();

/** What the resource type, and the definition that narrows it, do not allow of resolved params. */
export function paramProblems(
  node: Pick<PlanNode, 'node' | 'type' | 'params' | 'place'>,
  type: ResourceTypeSpec,
  narrowed: JsonSchema,
): Problem[] {
  let narrowing = narrowings.get(narrowed);
  if (!narrowing) {
    narrowing = { type: 'object', properties: narrowed };
    narrowings.set(narrowed, narrowing);
  }
  const found = new Map<string, Problem>();
  for (const schema of [type.params, narrowing]) {
    for (const { pointer, message, hint } of validateValue(schema, node.params, isMark)) {
      const place = { ...node.place, pointer: `${node.place.pointer}/params${pointer}` };
      const text = `The params of ${node.node} do not fit type ${node.type}: ${message}`;
      found.set(pointer + message, planProblem('params', text, place, { hint }));
    }
  }
  return [...found.values()];
}

function secretPointers(value: JsonValue, at = ''): string[] {
  if (isSecretValue(value)) {
    return [at];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => secretPointers(item, appendPointer(at, index)));
  }
  return isJsonObject(value)
    ? sortedEntries(value).flatMap(([key, item]) => secretPointers(item, appendPointer(at, key)))
    : [];
}

function isMark(value: JsonValue): boolean {
  return isSecretValue(value) || isKnownAfter(value);
}
