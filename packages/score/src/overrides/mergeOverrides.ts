import type { JsonObject } from '../json/JsonValue';
import { isJsonObject } from '../json/isJsonObject';
import { readProperty } from '../json/readProperty';

/**
 * Merges overrides into a document, which is not changed: mappings merge key by key, `null` deletes the
 * key, and any other value, lists among them, replaces what was there.
 * @public
 */
export function mergeOverrides(document: JsonObject, overrides: JsonObject): JsonObject {
  const result = new Map(Object.entries(document));
  for (const [key, value] of Object.entries(overrides)) {
    const existing = readProperty(document, key);
    if (value === null) {
      result.delete(key);
    } else if (isJsonObject(existing) && isJsonObject(value)) {
      result.set(key, mergeOverrides(existing, value));
    } else {
      result.set(key, value);
    }
  }
  return Object.fromEntries(result);
}
