import type { JsonValue } from '../json/JsonValue';
import { isJsonObject } from '../json/isJsonObject';
import { readProperty } from '../json/readProperty';
import { isKnownAfter } from '../marks/KnownAfter';
import { isSecretValue } from '../marks/SecretValue';
import { PlaceholderError } from './PlaceholderError';

/**
 * Walks down the maps of a value; an empty path is the value itself. Only own properties count, a list
 * has no keys, and a secret does not open. Whatever lies below a `KnownAfter` mark is that mark.
 *
 * Throws a {@link PlaceholderError} with the words of the reference implementation
 * (score-go, `framework/substitution.go`).
 * @public
 */
export function lookupPath(value: JsonValue, path: readonly string[], raw: string): JsonValue {
  let current = value;
  for (const key of path) {
    if (isKnownAfter(current)) {
      return current;
    }
    if (!isJsonObject(current) || isSecretValue(current)) {
      throw new PlaceholderError(raw, `cannot lookup key '${key}', context is not a map`);
    }
    const next = readProperty(current, key);
    if (next === undefined) {
      throw new PlaceholderError(raw, `key '${key}' not found`);
    }
    current = next;
  }
  return current;
}
