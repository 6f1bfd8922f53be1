import { isJsonObject, type JsonObject, type JsonValue } from '@tutti/score';
import { applyPatch, type Operation } from 'rfc6902';
import type { KubernetesObject } from '../model/KubernetesObject';
import type { JsonPatchOperation } from '../model/ProfilePatch';
import { toKubernetesObject } from '../model/toKubernetesObject';
import { PatchError } from './PatchError';

/** Steps that the library leaves out on the way, so that it would change another place. */
const INHERITED = /\/(__proto__|constructor|prototype)(\/|$)/;

/**
 * Applies the operations of a JSON Patch (RFC 6902) one after another. `original` stays as it is.
 *
 * @throws PatchError that names the operation which cannot be applied: a place that is not there, a test that fails.
 */
export function applyJsonPatch(
  original: KubernetesObject,
  operations: readonly JsonPatchOperation[],
): JsonObject {
  const document = toKubernetesObject(original);
  for (const [index, operation] of operations.entries()) {
    const reason = applyOperation(document, operation);
    if (reason !== undefined) {
      const { op, path } = operation;
      throw new PatchError(`operation ${index + 1} (${op} ${JSON.stringify(path)}): ${reason}`);
    }
  }
  return document;
}

function applyOperation(document: JsonObject, operation: JsonPatchOperation): string | undefined {
  if (INHERITED.test(operation.path) || INHERITED.test(operation.from ?? '')) {
    return 'the pointer leads to what no object has of its own';
  }
  let failure: Error | null;
  try {
    [failure] = applyPatch(document, [operation as Operation]);
  } catch (error) {
    // A malformed pointer, or a place below a text or number.
    return error instanceof TypeError
      ? 'there is no such place in the object'
      : (error as Error).message;
  }
  if (failure?.name === 'MissingError') {
    return 'there is no such place in the object';
  }
  if (failure?.name === 'TestError') {
    return 'the object has another value there';
  }
  if (failure) {
    return 'it lacks "value" or "from", or is no operation of RFC 6902';
  }
  return hasOnlyElements(document) ? undefined : 'a list has elements 0, 1, … and "-" for its end';
}

/** False when a list has got a property that is no element, which JSON would leave out. */
function hasOnlyElements(value: JsonValue): boolean {
  if (Array.isArray(value)) {
    return Object.keys(value).length === value.length && value.every(hasOnlyElements);
  }
  return !isJsonObject(value) || Object.values(value).every(hasOnlyElements);
}
