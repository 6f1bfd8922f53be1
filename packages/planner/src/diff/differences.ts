import {
  appendPointer,
  canonicalJson,
  isJsonObject,
  isKnownAfter,
  isSecretValue,
} from '@tutti/score';
import type { JsonObject, JsonValue } from '@tutti/score';
import type { Difference } from '../model';

/**
 * The field-level differences between two JSON values, in order of path: objects are compared key by key, lists item
 * by item, and marks (`$secret`, `$knownAfter`) as a whole. Equal values give an empty list, and
 * {@link applyDifferences} leads from `before` to `after`.
 *
 * @param base - JSON pointer that the paths start with, such as `/inputs`; empty for the values themselves
 */
export function differences(before: JsonValue, after: JsonValue, base: string): Difference[] {
  const found: Difference[] = [];
  compare(before, after, base, found);
  return found;
}

function compare(before: JsonValue, after: JsonValue, path: string, found: Difference[]): void {
  if (Array.isArray(before) && Array.isArray(after)) {
    compareLists(before, after, path, found);
  } else if (isPlainObject(before) && isPlainObject(after)) {
    compareObjects(before, after, path, found);
  } else if (canonicalJson(before) !== canonicalJson(after)) {
    found.push({ path, before, after });
  }
}

function compareLists(before: JsonValue[], after: JsonValue[], path: string, found: Difference[]) {
  for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
    const itemPath = appendPointer(path, index);
    if (index >= after.length) {
      found.push({ path: itemPath, before: before[index] });
    } else if (index >= before.length) {
      found.push({ path: itemPath, after: after[index] });
    } else {
      compare(before[index], after[index], itemPath, found);
    }
  }
}

function compareObjects(before: JsonObject, after: JsonObject, path: string, found: Difference[]) {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  for (const key of keys) {
    const keyPath = appendPointer(path, key);
    if (!Object.hasOwn(after, key)) {
      found.push({ path: keyPath, before: before[key] });
    } else if (!Object.hasOwn(before, key)) {
      found.push({ path: keyPath, after: after[key] });
    } else {
      compare(before[key], after[key], keyPath, found);
    }
  }
}

function isPlainObject(value: JsonValue): value is JsonObject {
  return isJsonObject(value) && !isSecretValue(value) && !isKnownAfter(value);
}
