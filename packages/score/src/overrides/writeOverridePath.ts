import type { JsonObject, JsonValue } from '../json/JsonValue';
import { isJsonObject } from '../json/isJsonObject';
import { readProperty } from '../json/readProperty';
import { OverrideError } from './OverrideError';

/**
 * Copies a document with one value written, or deleted when `value` is `undefined` or `null`. Mappings on
 * the way are made where missing. In a list an element of the path is an index; `-1` as the last element
 * appends. Only what lies on the path is copied. Throws an {@link OverrideError} when an index is none or
 * out of range, or when the path goes on below a scalar.
 * @public
 */
export function writeOverridePath(
  document: JsonObject,
  path: readonly string[],
  value: JsonValue | undefined,
): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) {
    throw new OverrideError('cannot change root node');
  }
  if (rest.length > 0) {
    const child = readProperty(document, key) ?? {};
    return { ...document, [key]: writeInChild(child, key, rest, value) };
  }
  if (value === undefined || value === null) {
    const { [key]: removed, ...others } = document;
    return others;
  }
  return { ...document, [key]: value };
}

function writeInList(
  list: JsonValue[],
  path: readonly string[],
  value: JsonValue | undefined,
): JsonValue[] {
  const [text, ...rest] = path;
  if (!/^[+-]?\d+$/.test(text)) {
    throw new OverrideError(`failed to parse '${text}' as array index`);
  }
  const index = Number(text);
  const isDelete = rest.length === 0 && (value === undefined || value === null);
  if (index === -1 && rest.length === 0 && !isDelete) {
    return [...list, value!];
  }
  if (index < 0 || index >= list.length) {
    throw new OverrideError(
      `cannot ${isDelete ? 'remove' : 'set'} '${index}' in array: out of range`,
    );
  }
  if (isDelete) {
    return list.filter((_, position) => position !== index);
  }
  const item = rest.length > 0 ? writeInChild(list[index], text, rest, value) : value!;
  return list.map((other, position) => (position === index ? item : other));
}

function writeInChild(
  child: JsonValue,
  key: string,
  path: readonly string[],
  value: JsonValue | undefined,
): JsonValue {
  try {
    if (isJsonObject(child)) {
      return writeOverridePath(child, path, value);
    }
    if (Array.isArray(child)) {
      return writeInList(child, path, value);
    }
  } catch (error) {
    throw error instanceof OverrideError ? new OverrideError(`${key}: ${error.message}`) : error;
  }
  throw new OverrideError(`${key}: cannot set path in non-map/non-array`);
}
