import type { JsonObject, JsonValue } from '../json/JsonValue';
import { isJsonObject } from '../json/isJsonObject';
import { appendPointer } from '../json/jsonPointer';
import { readProperty } from '../json/readProperty';
import type { Finding } from '../problems/Finding';
import { checkOverrideValue } from './checkOverrideValue';
import { mergeOverrides } from './mergeOverrides';
import { OverrideError } from './OverrideError';
import { parseOverrideProperty } from './parseOverrideProperty';
import { writeOverridePath } from './writeOverridePath';

/** What {@link applyOverrides} made and found. @public */
export interface OverriddenDocument {
  value: JsonValue;
  /** Overrides that could not be applied. */
  findings: Finding[];
  /** JSON pointers of what no longer comes from the document. */
  overridden: string[];
}

/**
 * Applies overrides to a document: first the mapping that merges, then each `path=value` in order. The
 * argument is not changed. An override that cannot be applied is a finding and changes nothing.
 * @public
 */
export function applyOverrides(
  document: JsonValue,
  options: { overrides?: JsonObject; overrideProperties?: readonly string[] },
): OverriddenDocument {
  const { overrides = {}, overrideProperties = [] } = options;
  const findings = checkOverrideValue(overrides);
  if (!isJsonObject(document) || findings.length > 0) {
    return { value: document, findings, overridden: [] };
  }
  let value = mergeOverrides(document, overrides);
  const overridden = leafPointers(document, overrides, '');
  for (const property of overrideProperties) {
    try {
      const { path, value: replacement } = parseOverrideProperty(property);
      const pathFindings = checkOverrideValue(wrap(path, replacement ?? null));
      findings.push(...pathFindings);
      if (pathFindings.length === 0) {
        overridden.push(ownerPointer(value, path));
        value = writeOverridePath(value, path, replacement);
      }
    } catch (error) {
      if (!(error instanceof OverrideError)) {
        throw error;
      }
      findings.push({
        severity: 'error',
        code: 'override',
        message: `An override cannot be applied: ${error.message}.`,
        pointer: '',
        hint: 'Write path=value, with dots between the elements of the path and "\\." for a dot in one.',
      });
    }
  }
  return { value, findings, overridden };
}

/** The pointers at which a merge stops descending and replaces or deletes. */
function leafPointers(
  document: JsonValue | undefined,
  overrides: JsonObject,
  pointer: string,
): string[] {
  return Object.entries(overrides).flatMap(([key, value]) => {
    const at = appendPointer(pointer, key);
    const existing = readProperty(document, key);
    return isJsonObject(existing) && isJsonObject(value) ? leafPointers(existing, value, at) : [at];
  });
}

/** The pointer of what a path writes; in a list the whole list, whose later items may move. */
function ownerPointer(document: JsonObject, path: readonly string[]): string {
  let pointer = '';
  let value: JsonValue | undefined = document;
  for (const key of path) {
    if (Array.isArray(value)) {
      return pointer;
    }
    pointer = appendPointer(pointer, key);
    value = readProperty(value, key);
  }
  return pointer;
}

function wrap(path: readonly string[], value: JsonValue): JsonObject {
  return path.reduceRight<JsonValue>(
    (inner, key) => Object.fromEntries([[key, inner]]),
    value,
  ) as JsonObject;
}
