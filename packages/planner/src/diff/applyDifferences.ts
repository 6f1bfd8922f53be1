import { splitPointer } from '@tutti/score';
import type { JsonObject, JsonValue } from '@tutti/score';
import type { Difference } from '../model';

/**
 * Applies what `differences(before, after, base)` found to `before`; the result equals `after`. The argument is not
 * changed.
 *
 * @throws Error when a path does not lead into the value, that is, when the differences are those of another value.
 */
export function applyDifferences(
  before: JsonValue,
  changes: readonly Difference[],
  base: string,
): JsonValue {
  let result = structuredClone(before);
  // Items are removed from the end of a list, so the last removal has to come first.
  const removals = changes.filter(change => change.after === undefined).reverse();
  const settings = changes.filter(change => change.after !== undefined);
  for (const change of [...settings, ...removals]) {
    const tokens = splitPointer(change.path.slice(base.length));
    const last = tokens.pop();
    if (last === undefined) {
      result = structuredClone(change.after ?? null);
    } else {
      setOrRemove(parentOf(result, tokens, change.path), last, change.after);
    }
  }
  return result;
}

function parentOf(root: JsonValue, tokens: string[], path: string): JsonObject | JsonValue[] {
  let current: JsonValue | undefined = root;
  for (const token of tokens) {
    current = Array.isArray(current) ? current[Number(token)] : (current as JsonObject)?.[token];
  }
  if (typeof current !== 'object' || current === null) {
    throw new Error(`The path ${path} does not lead into the value that the differences are for.`);
  }
  return current;
}

function setOrRemove(
  parent: JsonObject | JsonValue[],
  token: string,
  value: JsonValue | undefined,
): void {
  if (Array.isArray(parent)) {
    if (value === undefined) {
      parent.splice(Number(token), 1);
    } else {
      parent[Number(token)] = structuredClone(value);
    }
  } else if (value === undefined) {
    delete parent[token];
  } else {
    parent[token] = structuredClone(value);
  }
}
