import { isAlias, isMap, isScalar, isSeq } from 'yaml';

/** Where a node of the syntax tree begins in the text; 0 for a node that was never written. */
export function offsetOfNode(node: unknown): number {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? (node.range?.[0] ?? 0) : 0;
}
