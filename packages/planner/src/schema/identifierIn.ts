import { appendPointer, isJsonObject } from '@tutti/score';
import type { JsonValue } from '@tutti/score';

/** Keywords whose value is data, in which `$id` is a key like any other. */
const DATA = new Set(['default', 'const', 'enum', 'examples']);

/** The pointer of the first `$id` in a JSON Schema; a property of that name is none. */
export function identifierIn(schema: JsonValue, at = ''): string | undefined {
  if (typeof schema !== 'object' || schema === null) {
    return undefined;
  }
  if (isJsonObject(schema) && typeof schema.$id === 'string') {
    return appendPointer(at, '$id');
  }
  for (const [key, part] of Object.entries(schema)) {
    const found = DATA.has(key) ? undefined : identifierIn(part, appendPointer(at, key));
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
