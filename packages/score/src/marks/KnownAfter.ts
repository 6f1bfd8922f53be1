import type { JsonObject } from '../json/JsonValue';
import { compareText } from '../json/compareText';
import { readProperty } from '../json/readProperty';

/**
 * A value that exists only once these nodes are created. In JSON:
 * `{ "$knownAfter": ["postgres.default#web.db"] }`.
 * @public
 */
export interface KnownAfter {
  /** Nodes by their text form (`type.class#id`), sorted, each once. */
  $knownAfter: string[];
}

/** Says whether a value is a {@link KnownAfter} mark. @public */
export function isKnownAfter(value: unknown): value is KnownAfter {
  const nodes = readProperty(value, '$knownAfter');
  return (
    Array.isArray(nodes) &&
    Object.keys(value as object).length === 1 &&
    nodes.every(node => typeof node === 'string')
  );
}

/** Makes a {@link KnownAfter} mark; the nodes are sorted and each is named once. @public */
export function knownAfter(nodes: readonly string[]): KnownAfter & JsonObject {
  return { $knownAfter: [...new Set(nodes)].sort(compareText) };
}
