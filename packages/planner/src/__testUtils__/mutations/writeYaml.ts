import { appendPointer, isJsonObject } from '@tutti/score';
import type { JsonValue } from '@tutti/score';

/** A document as text, and the line (from 1) of every part of it by its JSON pointer. */
export interface WrittenYaml {
  text: string;
  lines: Map<string, number>;
}

/**
 * Writes a JSON value as block YAML with one key or item a line, so that the line of each part is known without asking
 * the reader that is tested. Scalars and keys are JSON, which YAML is too.
 */
export function writeYaml(value: JsonValue): WrittenYaml {
  const written: string[] = [];
  const lines = new Map<string, number>([['', 1]]);
  const write = (part: JsonValue, pointer: string, indent: string, prefix: string) => {
    if (Array.isArray(part) && part.length > 0) {
      written.push(prefix);
      for (const [index, item] of part.entries()) {
        const at = appendPointer(pointer, index);
        if (typeof item === 'object' && item !== null && Object.keys(item).length > 0) {
          // Its first key or item comes a line later, and is where the item begins.
          lines.set(at, written.length + 2);
        } else {
          lines.set(at, written.length + 1);
        }
        write(item, at, `${indent}  `, `${indent}-`);
      }
    } else if (isJsonObject(part) && Object.keys(part).length > 0) {
      if (prefix !== '') {
        written.push(prefix);
      }
      for (const [key, each] of Object.entries(part)) {
        const at = appendPointer(pointer, key);
        lines.set(at, written.length + 1);
        write(each, at, `${indent}  `, `${indent}${JSON.stringify(key)}:`);
      }
    } else {
      written.push(`${prefix} ${JSON.stringify(part)}`);
    }
  };
  write(value, '', '', '');
  return { text: `${written.join('\n')}\n`, lines };
}
