import type { JsonValue } from '../json/JsonValue';
import { isJsonObject } from '../json/isJsonObject';
import { isKnownAfter } from './KnownAfter';

/**
 * All nodes that {@link KnownAfter} marks anywhere inside a value wait for, in no promised order.
 * @public
 */
export function collectKnownAfter(value: JsonValue): Set<string> {
  const nodes = new Set<string>();
  visit(value, nodes);
  return nodes;
}

function visit(value: JsonValue, nodes: Set<string>): void {
  if (isKnownAfter(value)) {
    for (const node of value.$knownAfter) {
      nodes.add(node);
    }
  } else if (Array.isArray(value)) {
    for (const item of value) {
      visit(item, nodes);
    }
  } else if (isJsonObject(value)) {
    for (const item of Object.values(value)) {
      visit(item, nodes);
    }
  }
}
