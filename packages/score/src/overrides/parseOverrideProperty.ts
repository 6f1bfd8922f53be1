import type { JsonValue } from '../json/JsonValue';
import { quote } from '../problems/quote';
import { readYaml } from '../yaml/readYaml';
import { OverrideError } from './OverrideError';
import { parseDotPath } from './parseDotPath';

/**
 * Parses `path=value`. The path ends at the first `=` and is split as {@link parseDotPath} says; the value
 * is YAML. Without a value (`path=`) the result has `value: undefined`, which deletes. Throws an
 * {@link OverrideError} when there is no `=` or when the value cannot be read; the message never repeats
 * the value.
 * @public
 */
export function parseOverrideProperty(text: string): {
  path: string[];
  value: JsonValue | undefined;
} {
  const equals = text.indexOf('=');
  if (equals < 1) {
    throw new OverrideError(
      `an override has the form path=value, but ${quote(equals < 0 ? text : text.slice(0, equals + 1))} has no ${equals < 0 ? '"="' : 'path'}`,
    );
  }
  const { documents, problems } = readYaml(text.slice(equals + 1), {
    source: 'inline',
    maximumDocuments: 1,
  });
  const error = problems.find(problem => problem.severity === 'error');
  if (error) {
    throw new OverrideError(
      `the value of ${quote(text.slice(0, equals))} is not valid YAML (${error.code})`,
    );
  }
  return { path: parseDotPath(text.slice(0, equals)), value: documents[0]?.value };
}
