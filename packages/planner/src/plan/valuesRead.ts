import { findReferences, lookupPath, resolvePlaceholders } from '@tutti/score';
import type { JsonObject, JsonValue, Problem } from '@tutti/score';
import { definitionPlace, planProblem } from '../graph/planProblem';
import type { DefinitionVersion } from '../model';

/**
 * The shared values that the inputs of a definition read: those of the application, and the definition's own where it
 * has none of that name. Only what is read, because a plan must not change with what is not.
 *
 * @param shared - the shared values that the node sees
 * @param context - what the definition's own values may read
 * @returns `values` is left out when the inputs read none at all
 */
export function valuesRead(
  shared: JsonObject,
  inputs: JsonObject | string,
  definition: DefinitionVersion | undefined,
  context: JsonObject,
): { values?: JsonObject; problems: Problem[] } {
  const paths = findReferences(inputs)
    .map(({ path }) => path)
    .filter(([root]) => root === 'values');
  if (!definition || paths.length === 0) {
    return { problems: [] };
  }
  const own = definition.spec.values ?? {};
  const names = paths.some(path => path.length === 1)
    ? [...Object.keys(own), ...Object.keys(shared)]
    : paths.map(path => path[1]);
  const values: [string, JsonValue][] = [];
  const problems: Problem[] = [];
  for (const name of [...new Set(names)].sort()) {
    if (Object.hasOwn(shared, name)) {
      values.push([name, shared[name]]);
    } else if (Object.hasOwn(own, name)) {
      const { value, errors } = resolvePlaceholders({ [name]: own[name] }, (path, raw) =>
        lookupPath({ context }, path, raw),
      );
      values.push([name, (value as JsonObject)[name]]);
      problems.push(
        ...errors.map(({ pointer, message }) =>
          planProblem(
            'placeholder',
            `A value of definition ${definition.name} cannot be resolved: ${message}.`,
            definitionPlace(definition.name, `/spec/values${pointer}`),
          ),
        ),
      );
    }
  }
  return { values: Object.fromEntries(values), problems };
}
