import type { JsonValue } from '@tutti/score';
import type { KubernetesObject } from './KubernetesObject';

/**
 * Turns a typed object into plain JSON: properties that are `undefined` go, all else stays, and the result shares
 * nothing with the argument.
 */
export function toKubernetesObject<T extends { apiVersion: string; kind: string }>(
  typed: T,
): KubernetesObject {
  return toJson(typed) as KubernetesObject;
}

function toJson(value: unknown): JsonValue {
  if (Array.isArray(value)) {
    return value.map(toJson);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, property]) => property !== undefined)
        .map(([key, property]) => [key, toJson(property)]),
    );
  }
  return value as JsonValue;
}
