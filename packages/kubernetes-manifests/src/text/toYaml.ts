import { compareText, isJsonObject, type JsonValue } from '@tutti/score';
import { stringify } from 'yaml';
import type { KubernetesObject } from '../model/KubernetesObject';

/** Keys that people look for first, in this order; the rest follows by name. */
const FIRST_KEYS = ['apiVersion', 'kind', 'metadata', 'name', 'namespace'];

/**
 * Writes an object as YAML, the same text for equal objects: keys in one order, two spaces, no aliases, no folded
 * lines, and everything quoted that a reader of YAML 1.1 (as many tools for Kubernetes are) would take for
 * something else than a text.
 *
 * @public
 */
export function toYaml(object: KubernetesObject): string {
  return stringify(inOrder(object), {
    version: '1.2',
    schema: 'core',
    compat: 'yaml-1.1',
    aliasDuplicateObjects: false,
    lineWidth: 0,
  });
}

function inOrder(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    return value.map(inOrder);
  }
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value)
        .sort(([left], [right]) => rank(left) - rank(right) || compareText(left, right))
        .map(([key, item]) => [key, inOrder(item)]),
    );
  }
  return value;
}

function rank(key: string): number {
  const index = FIRST_KEYS.indexOf(key);
  return index < 0 ? FIRST_KEYS.length : index;
}
