import { splitPointer } from '@tutti/score';
import type { JsonValue } from '@tutti/score';

/** The value that a JSON pointer leads to; `undefined` where it leads nowhere. */
export function valueAt(value: JsonValue, pointer: string): JsonValue | undefined {
  let current: JsonValue | undefined = value;
  for (const token of splitPointer(pointer)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, token)) {
      return undefined;
    }
    current = Array.isArray(current) ? current[Number(token)] : current[token];
  }
  return current;
}
