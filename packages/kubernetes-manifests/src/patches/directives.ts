import { appendPointer, readProperty, type JsonObject, type JsonValue } from '@tutti/score';
import { PatchError } from './PatchError';

/** Key that says what to do with the object it is in: `replace` or `delete`. */
export const DIRECTIVE = '$patch';
/** Key with the list of those keys that an object keeps. */
export const RETAIN_KEYS = '$retainKeys';
/** Begins a key with the values to take out of a list of texts; the name of the list follows. */
export const DELETE_VALUES = '$deleteFromPrimitiveList/';
/** Begins a key with the order of a merged list; the name of the list follows. */
export const SET_ORDER = '$setElementOrder/';

/** Reads the directive for a list. @throws PatchError when it is no list. */
export function readListDirective(
  patch: JsonObject,
  prefix: string,
  field: string,
  pointer: string,
): JsonValue[] | undefined {
  const list = readProperty(patch, `${prefix}${field}`);
  if (list !== undefined && !Array.isArray(list)) {
    throw new PatchError(`${appendPointer(pointer, `${prefix}${field}`)} has to be a list`);
  }
  return list;
}

/** Keys that begin with `$` are directives, and a misspelt one would end up in the object. @throws PatchError */
export function refuseUnknownDirective(key: string, pointer: string): void {
  const known =
    [DIRECTIVE, RETAIN_KEYS].includes(key) ||
    [DELETE_VALUES, SET_ORDER].some(prefix => key.startsWith(prefix));
  if (key.startsWith('$') && !known) {
    throw new PatchError(
      `${appendPointer(pointer, key)} is no directive; there are $patch, $retainKeys, $deleteFromPrimitiveList/<list> and $setElementOrder/<list>`,
    );
  }
}
