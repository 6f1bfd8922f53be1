import { appendPointer, isJsonObject, readProperty, type JsonObject } from '@tutti/score';
import {
  DELETE_VALUES,
  DIRECTIVE,
  readListDirective,
  refuseUnknownDirective,
  RETAIN_KEYS,
  SET_ORDER,
} from './directives';
import { insertedList, insertedObject, insertedValue } from './insertedValue';
import { mergeLists, removeValues } from './mergeLists';
import type { MergeStrategies } from './mergeStrategies';
import { orderElements } from './orderElements';
import { PatchError } from './PatchError';

/**
 * Applies a strategic merge patch as Kubernetes does
 * (https://kubernetes.io/docs/reference/using-api/api-concepts/#patch-and-apply): objects are merged key by key, `null`
 * removes, lists are merged where there is a strategy for them and replaced elsewhere. `original` stays as it is.
 *
 * @param pointer - Where in the object, for messages.
 * @throws PatchError when a directive is wrong, or an element of a merged list lacks the merge key.
 */
export function strategicMerge(
  original: JsonObject,
  patch: JsonObject,
  strategies: MergeStrategies = {},
  pointer = '',
): JsonObject {
  const directive = readProperty(patch, DIRECTIVE);
  if (directive === 'delete') {
    return {};
  }
  if (directive === 'replace') {
    return insertedObject(patch, pointer);
  }
  if (directive !== undefined) {
    throw new PatchError(
      `${appendPointer(pointer, DIRECTIVE)} is ${JSON.stringify(directive)}; it has to be "replace" or "delete"`,
    );
  }

  const result = new Map(Object.entries(retainKeys(original, patch, pointer)));
  for (const field of fieldsOf(patch, pointer)) {
    const at = appendPointer(pointer, field);
    const before = result.get(field);
    const change = readProperty(patch, field);
    const { fields, ...strategy } = readStrategy(strategies, field);
    if (change === null) {
      result.delete(field);
    } else if (isJsonObject(before) && isJsonObject(change)) {
      result.set(
        field,
        strategy.replaces
          ? insertedObject(change, at)
          : strategicMerge(before, change, fields ?? {}, at),
      );
    } else if (Array.isArray(before) && (change === undefined || Array.isArray(change))) {
      const removed = readListDirective(patch, DELETE_VALUES, field, pointer) ?? [];
      const order = readListDirective(patch, SET_ORDER, field, pointer);
      const mergeElement = (one: JsonObject, other: JsonObject, place: string) =>
        strategicMerge(one, other, fields ?? {}, place);
      const merges = strategy.mergeKey !== undefined || strategy.mergesValues === true;
      const list =
        change === undefined || merges
          ? mergeLists(
              removeValues(before, removed),
              change ?? [],
              strategy.mergeKey,
              at,
              mergeElement,
            )
          : insertedList(change, at);
      result.set(field, order ? orderElements(list, order, before, strategy.mergeKey) : list);
    } else if (change !== undefined) {
      const value = insertedValue(change, at);
      if (value === undefined) {
        result.delete(field);
      } else {
        result.set(field, value);
      }
    }
  }
  return Object.fromEntries(result);
}

function readStrategy(strategies: MergeStrategies, field: string) {
  return Object.hasOwn(strategies, field) ? strategies[field] : {};
}

/** The fields that a patch touches: its own keys, and those that its directives name. */
function fieldsOf(patch: JsonObject, pointer: string): string[] {
  const fields = new Set<string>();
  for (const key of Object.keys(patch)) {
    const directive = [DELETE_VALUES, SET_ORDER].find(prefix => key.startsWith(prefix));
    if (directive) {
      fields.add(key.slice(directive.length));
    } else if (key !== RETAIN_KEYS) {
      refuseUnknownDirective(key, pointer);
      fields.add(key);
    }
  }
  return [...fields];
}

/** Leaves out what `$retainKeys` does not list, which is how a patch turns one kind of volume into another. */
function retainKeys(original: JsonObject, patch: JsonObject, pointer: string): JsonObject {
  const retained = readProperty(patch, RETAIN_KEYS);
  if (retained === undefined) {
    return original;
  }
  const at = appendPointer(pointer, RETAIN_KEYS);
  if (!Array.isArray(retained)) {
    throw new PatchError(`${at} has to be a list of keys`);
  }
  const missing = Object.entries(patch).find(
    ([key, value]) => !key.startsWith('$') && value !== null && !retained.includes(key),
  );
  if (missing) {
    throw new PatchError(`${at} lacks ${JSON.stringify(missing[0])}, which the patch sets`);
  }
  return Object.fromEntries(Object.entries(original).filter(([key]) => retained.includes(key)));
}
