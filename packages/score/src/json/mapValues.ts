import type { JsonObject, JsonValue } from './JsonValue';

/**
 * Copies an object with each value replaced; keys become own properties whatever their name.
 * @public
 */
export function mapValues(
  object: JsonObject,
  replace: (value: JsonValue, key: string) => JsonValue,
): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, replace(value, key)]),
  );
}
