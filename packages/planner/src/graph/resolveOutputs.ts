import {
  PlaceholderError,
  appendPointer,
  isJsonObject,
  isKnownAfter,
  isSecretValue,
  lookupPath,
  readProperty,
  resolvePlaceholders,
  sortedEntries,
} from '@tutti/score';
import type { JsonObject, JsonValue, Lookup, Problem } from '@tutti/score';
import type { JsonSchema, PlanNode } from '../model';
import { isOpenSchema, validateValue } from '../schema';
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
  if (isOpenSchema(schema)) {
    return outputs;
  }
  const { properties } = schema;
  return Object.fromEntries(
    sortedEntries(outputs).filter(([name]) => Object.hasOwn(properties as JsonObject, name)),
  );
}

/** Places that the type leaves open may hold either; their values stay marks, and are shown as such. */
function misplacedSecrets(
  node: PlanNode,
  outputs: JsonObject,
  schema: JsonSchema,
  place: { source: string; pointer: string },
): Problem[] {
  const problems: Problem[] = [];
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  for (const name of Object.keys(properties).sort()) {
    const value = readProperty(outputs, name);
    const property = properties[name];
    if (value === undefined || !isJsonObject(property)) {
      continue;
    }
    const at = { ...place, pointer: appendPointer(place.pointer, name) };
    if (property.secret === true ? isMark(value) : !isSecretValue(value)) {
      continue;
    }
    if (property.secret === true) {
      const message = `Output ${name} of ${node.node} is a secret, but the driver returned it in clear.`;
      problems.push(planProblem('secret-in-clear', message, at));
    } else {
      const message = `Output ${name} of ${node.node} holds a secret, but type ${node.type} does not say that it is one.`;
      const hint = `Write secret: true beside ${name} in the outputs of type ${node.type}.`;
      problems.push(planProblem('secret-place', message, at, { hint }));
    }
  }
  return problems;
}

function isMark(value: JsonValue): boolean {
  return isSecretValue(value) || isKnownAfter(value);
}
