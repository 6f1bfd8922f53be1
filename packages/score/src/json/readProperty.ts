import type { JsonValue } from './JsonValue';
import { isJsonObject } from './isJsonObject';

/**
 * Reads an object's own property; `undefined` when the value is no object or has no such property.
 *
 * Names come from strangers and `constructor` is a valid resource name, so nothing in this package
 * reads a property that could be inherited.
 * @public
 */
export function readProperty(value: unknown, name: string): JsonValue | undefined {
  return isJsonObject(value) && Object.prototype.hasOwnProperty.call(value, name)
    ? value[name]
    : undefined;
}
