import type { JsonValue } from './JsonValue';
import { isJsonObject } from './isJsonObject';
import { mapValues } from './mapValues';

/** A deep copy of a JSON value, which shares nothing with it. @public */
export function copyJson(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    return value.map(copyJson);
  }
  return isJsonObject(value) ? mapValues(value, copyJson) : value;
}
