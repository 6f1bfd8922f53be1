import {
  PlaceholderError,
  containsSecret,
  isJsonObject,
  isKnownAfter,
  isSecretValue,
  lookupPath,
  resolvePlaceholders,
  sortedEntries,
} from '@tutti/score';
import type { JsonObject, JsonValue, Lookup, Problem } from '@tutti/score';
import type { JsonSchema, PlanNode } from '../model';
import { hasFlag, validateValue } from '../schema';
import { inputsLookup } from './lookups';
import { definitionPlace, planProblem } from './planProblem';

/**
 * From what a driver returned to what the resource type promises: applies the definition's `outputs` (root `driver`,
 * and `context` and `params`), leaves out what the type does not promise, and checks the rest against the type's schema.
 * A secret in a place that is not `secret: true` is an error, because such places are shown; so is a clear value in a
 * place that is. No message holds a value.
 *
 * @param driverOutputs - outputs and secret outputs together, the secret ones as `$secret` marks
 * @param outputsSchema - `outputs` of the node's resource type
 */
export function resolveOutputs(
  node: PlanNode,
  driverOutputs: JsonObject,
  outputsSchema: JsonSchema,
): { outputs: JsonObject; problems: Problem[] } {
  const place = definitionPlace(node.definition ?? node.node, '/spec/outputs');
  const problems: Problem[] = [];
  let mapped = driverOutputs;
  if (node.outputsTemplate) {
    const resolved = resolvePlaceholders(node.outputsTemplate, outputsLookup(node, driverOutputs));
    mapped = isJsonObject(resolved.value) ? resolved.value : {};
    for (const { pointer, message } of resolved.errors) {
      const at = { ...place, pointer: place.pointer + pointer };
      problems.push(
        planProblem('placeholder', `${node.node} cannot resolve an output: ${message}.`, at),
      );
    }
  }
  const outputs = promised(mapped, outputsSchema);
  for (const { pointer, message } of validateValue(outputsSchema, outputs, isMark)) {
    const at = { ...place, pointer: place.pointer + pointer };
    problems.push(
      planProblem(
        'outputs',
        `${node.node} does not return what type ${node.type} promises: ${message}`,
        at,
      ),
    );
  }
  problems.push(...misplacedSecrets(node, outputs, outputsSchema, place));
  return { outputs, problems };
}

function outputsLookup(node: PlanNode, driverOutputs: JsonObject): Lookup {
  const others = inputsLookup(node, node.params, () => ({ params: {} }), node.ledgerUid);
  return (path, raw) => {
    const [root, ...rest] = path;
    if (root === 'driver') {
      return lookupPath(driverOutputs, rest, raw);
    }
    if (root === 'context' || root === 'params') {
      return others(path, raw);
    }
    throw new PlaceholderError(raw, 'only driver, context and params can be used in outputs');
  };
}

/** What the schema names, or everything when it leaves that open. */
function promised(outputs: JsonObject, schema: JsonSchema): JsonObject {
  const { properties, additionalProperties } = schema;
  if (
    !isJsonObject(properties) ||
    (additionalProperties !== undefined && additionalProperties !== false)
  ) {
    return outputs;
  }
  return Object.fromEntries(
    sortedEntries(outputs).filter(([name]) => Object.hasOwn(properties, name)),
  );
}

function misplacedSecrets(
  node: PlanNode,
  outputs: JsonObject,
  schema: JsonSchema,
  place: { source: string; pointer: string },
): Problem[] {
  const problems: Problem[] = [];
  for (const [name, value] of sortedEntries(outputs)) {
    const pointer = `/${name}`;
    const isSecretPlace = hasFlag(schema, pointer, 'secret');
    const at = { ...place, pointer: place.pointer + pointer };
    if (containsSecret(value) && !isSecretPlace && !holdsSecretPlaces(schema, pointer)) {
      const message = `Output ${name} of ${node.node} holds a secret, but type ${node.type} does not say that it is one.`;
      const hint = `Write secret: true beside ${name} in the outputs of type ${node.type}.`;
      problems.push(planProblem('secret-place', message, at, { hint }));
    } else if (isSecretPlace && !isMark(value)) {
      const message = `Output ${name} of ${node.node} is a secret, but the driver returned it in clear.`;
      problems.push(planProblem('secret-in-clear', message, at));
    }
  }
  return problems;
}

/** Whether something below a place is a secret by schema; then the place itself need not be one. */
function holdsSecretPlaces(schema: JsonSchema, pointer: string): boolean {
  const property = isJsonObject(schema.properties)
    ? schema.properties[pointer.slice(1)]
    : undefined;
  return property !== undefined && JSON.stringify(property).includes('"secret":true');
}

function isMark(value: JsonValue): boolean {
  return isSecretValue(value) || isKnownAfter(value);
}
