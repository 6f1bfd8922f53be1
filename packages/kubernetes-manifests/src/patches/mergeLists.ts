import {
  appendPointer,
  isJsonObject,
  readProperty,
  type JsonObject,
  type JsonValue,
} from '@tutti/score';
import { DIRECTIVE } from './directives';
import { insertedValue } from './insertedValue';
import { orderElements } from './orderElements';
import { PatchError } from './PatchError';

/**
 * Merges the list of a patch into that of an object: elements with the same merge key are merged, others added,
 * those with `$patch: delete` removed, and an element `$patch: replace` makes the rest of the patch replace all. Lists
 * of texts, which have no merge key, become the union.
 *
 * @throws PatchError when an element has no merge key, or a directive is wrong.
 */
export function mergeLists(
  original: JsonValue[],
  patch: JsonValue[],
  mergeKey: string | undefined,
  pointer: string,
  mergeElement: (before: JsonObject, change: JsonObject, pointer: string) => JsonObject,
): JsonValue[] {
  if (mergeKey === undefined) {
    return orderElements([...new Set([...original, ...patch])], patch, original, undefined);
  }
  const changes: JsonObject[] = [];
  let rest = original;
  let replaces = false;
  for (const [index, element] of patch.entries()) {
    const at = appendPointer(pointer, String(index));
    const directive = readProperty(element, DIRECTIVE);
    if (directive === 'replace') {
      refuseOtherKeys(element, at);
      replaces = true;
    } else if (directive === 'delete') {
      const key = readMergeKey(element, mergeKey, at);
      rest = rest.filter(candidate => readProperty(candidate, mergeKey) !== key);
    } else if (directive !== undefined) {
      throw new PatchError(
        `${appendPointer(at, DIRECTIVE)} is ${JSON.stringify(directive)}; it has to be "replace" or "delete"`,
      );
    } else {
      readMergeKey(element, mergeKey, at);
      changes.push(element as JsonObject);
    }
  }
  const merged = replaces ? [] : [...rest];
  for (const change of changes) {
    const key = readProperty(change, mergeKey);
    const place = merged.findIndex(candidate => readProperty(candidate, mergeKey) === key);
    const before = merged[place];
    const at = appendPointer(pointer, String(patch.indexOf(change)));
    if (isJsonObject(before)) {
      merged[place] = mergeElement(before, change, at);
    } else {
      merged.push(insertedValue(change, at) ?? {});
    }
  }
  return orderElements(merged, changes, original, mergeKey);
}

/** The list without those values. */
export function removeValues(list: JsonValue[], values: JsonValue[]): JsonValue[] {
  return list.filter(value => !values.includes(value));
}

function readMergeKey(element: JsonValue, mergeKey: string, pointer: string): JsonValue {
  const key = readProperty(element, mergeKey);
  if (!isJsonObject(element) || key === undefined) {
    throw new PatchError(
      `${pointer} needs ${JSON.stringify(mergeKey)}, by which the elements of this list are told apart`,
    );
  }
  return key;
}

function refuseOtherKeys(element: JsonValue, pointer: string): void {
  if (isJsonObject(element) && Object.keys(element).length > 1) {
    throw new PatchError(
      `${pointer} replaces the whole list and has to be { "$patch": "replace" } alone; write what comes into the list beside it`,
    );
  }
}
