import type { JsonObject } from './JsonValue';

/** Says whether a value is a JSON object: neither a list, nor `null`, nor a scalar. @public */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
