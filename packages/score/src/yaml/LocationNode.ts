import { splitPointer } from '../json/jsonPointer';

/** Where a value and the values in it were written, as offsets into the text. */
export interface LocationNode {
  offset: number;
  /** By key, or by index of a list as text; absent for a scalar. */
  children?: Map<string, LocationNode>;
}

/** The offset of the value at a JSON pointer, or of the nearest value around it. */
export function offsetAt(root: LocationNode, pointer: string): number {
  let node = root;
  for (const token of splitPointer(pointer)) {
    const child = node.children?.get(token);
    if (!child) {
      break;
    }
    node = child;
  }
  return node.offset;
}
