import {
  appendPointer,
  isJsonObject,
  readProperty,
  type JsonObject,
  type JsonValue,
} from '@tutti/score';
import { DIRECTIVE, refuseUnknownDirective } from './directives';

/**
 * What becomes of a value of a strategic merge patch where the object has none to merge it into: no directive and no
 * `null` stays. `undefined` for what the patch only means to delete.
 *
 * @throws PatchError for a directive that there is not.
 */
export function insertedValue(value: JsonValue, pointer: string): JsonValue | undefined {
  if (Array.isArray(value)) {
    return insertedList(value, pointer);
  }
  if (!isJsonObject(value)) {
    return value;
  }
  return readProperty(value, DIRECTIVE) === 'delete' ? undefined : insertedObject(value, pointer);
}

/** The elements of such a list; those with `$patch` only say what to do with others, of which there are none. */
export function insertedList(list: JsonValue[], pointer: string): JsonValue[] {
  return list.flatMap((element, index) => {
    const value = insertedValue(element, appendPointer(pointer, String(index)));
    return value === undefined || readProperty(element, DIRECTIVE) !== undefined ? [] : [value];
  });
}

/** The properties of such an object; its own `$patch` says nothing where there is nothing to replace. */
export function insertedObject(object: JsonObject, pointer: string): JsonObject {
  const entries: [string, JsonValue][] = [];
  for (const [key, value] of Object.entries(object)) {
    if (key.startsWith('$')) {
      refuseUnknownDirective(key, pointer);
    } else if (value !== null) {
      const kept = insertedValue(value, appendPointer(pointer, key));
      if (kept !== undefined) {
        entries.push([key, kept]);
      }
    }
  }
  return Object.fromEntries(entries);
}
