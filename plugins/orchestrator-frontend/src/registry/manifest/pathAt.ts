/** Where in a YAML text somebody writes. */
export interface TextPlace {
  /** The keys above, from the outermost in; `[]` stands for an item of a list. */
  path: string[];
  /** The key whose value is being written; absent: a key is being written. */
  key?: string;
  /** What has been written of it so far. */
  word: string;
}

const KEY = /^(\s*(?:- +)*)([^\s:#'"{}[\]]+):(?:\s|$)/;

/**
 * Finds out by indentation what is being written at the end of a text, also where the text is no YAML yet. Mappings in
 * braces are not looked into.
 *
 * @param before - the text up to the cursor
 */
export function pathAt(before: string): TextPlace {
  const lines = before.split('\n');
  const current = lines.pop() ?? '';
  const keyed = KEY.exec(current);
  const prefix = keyed ? keyed[1] : /^\s*(?:- +)*/.exec(current)![0];
  let indent = prefix.length;
  const path: string[] = [];
  indent = leaveItems(prefix, indent, path);
  for (const line of lines.reverse()) {
    const found = KEY.exec(line);
    if (line.startsWith('---')) {
      break;
    }
    if (!found || found[1].length > indent) {
      continue;
    }
    if (found[1].length === indent) {
      // A key beside, which is the first of its item when a dash stands before it.
      indent = leaveItems(found[1], indent, path);
      continue;
    }
    path.unshift(found[2]);
    indent = leaveItems(found[1], found[1].length, path);
  }
  if (keyed) {
    return { path, key: keyed[2], word: current.slice(keyed[0].length).trimStart() };
  }
  return { path, word: current.slice(prefix.length) };
}

/** Steps out of the list items that a line begins, which count as being one level further in. */
function leaveItems(prefix: string, indent: number, path: string[]): number {
  const dash = prefix.indexOf('-');
  if (dash < 0) {
    return indent;
  }
  path.unshift('[]');
  // A list may stand as far left as the key that it belongs to.
  return dash + 1;
}
