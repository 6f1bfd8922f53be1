import { appendPointer, isJsonObject, splitPointer } from '@tutti/score';
import type { JsonObject, JsonValue } from '@tutti/score';

/** The pointers of a value and of everything in it, parents before their children. */
export function pointersOf(value: JsonValue, at = ''): string[] {
  const children =
    typeof value === 'object' && value !== null ? Object.entries(value) : ([] as never[]);
  return [at, ...children.flatMap(([key, each]) => pointersOf(each, appendPointer(at, key)))];
}

/** A copy of the value in which the part at a pointer is what `change` makes of it; `undefined` takes it out. */
export function changeAt(
  value: JsonValue,
  pointer: string,
  change: (part: JsonValue) => JsonValue | undefined,
): JsonValue {
  const [token, ...rest] = splitPointer(pointer);
  if (token === undefined) {
    return change(value) ?? {};
  }
  const inner = (part: JsonValue) =>
    rest.length === 0 ? change(part) : changeAt(part, appendPointer('', ...rest), change);
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => {
      const changed = String(index) === token ? inner(item) : item;
      return changed === undefined ? [] : [changed];
    });
  }
  return isJsonObject(value)
    ? fromEntries(
        Object.entries(value).flatMap(([key, part]) => {
          const changed = key === token ? inner(part) : part;
          return changed === undefined ? [] : [[key, changed]];
        }),
      )
    : value;
}

/** A copy of an object in which a key has another name, at its old place. */
export function renameKey(object: JsonObject, from: string, to: string): JsonObject {
  return fromEntries(
    Object.entries(object).map(([key, value]) => [key === from ? to : key, value]),
  );
}

/** An object of entries, of which `__proto__` is one like any other. */
export function fromEntries(entries: [string, JsonValue][]): JsonObject {
  return Object.fromEntries(entries);
}
