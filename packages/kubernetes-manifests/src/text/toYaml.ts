import { compareText, isJsonObject, type JsonValue } from '@tutti/score';
import { Document, visit } from 'yaml';
import type { KubernetesObject } from '../model/KubernetesObject';

/** Keys that people look for first, in this order; the rest follows by name. */
const FIRST_KEYS = ['apiVersion', 'kind', 'metadata', 'name', 'namespace'];

/** For `yaml`: nothing that depends on the length of a text, and no aliases. */
const OPTIONS = {
  version: '1.2',
  schema: 'core',
  compat: 'yaml-1.1',
  aliasDuplicateObjects: false,
  lineWidth: 0,
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
} as const;

/**
 * Characters that the reader of Kubernetes refuses or takes for the end of a line, though YAML 1.2 has them: control
 * characters, the line breaks of YAML 1.1, the byte order mark and what is no character.
 */
const UNREADABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * Writes an object as YAML, the same text for equal objects: keys in one order, two spaces, no aliases, no folded
 * lines, and everything quoted or escaped that a reader of YAML 1.1 (as the one of Kubernetes is) would take for
 * something else than this text.
 *
 * @public
 */
export function toYaml(object: KubernetesObject): string {
  const document = new Document(inOrder(object), OPTIONS);
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === 'string' && needsQuotes(node.value)) {
        node.type = 'QUOTE_DOUBLE';
      }
    },
  });
  // They are in double quotes, where an escape stands for them.
  return document.toString(OPTIONS).replace(UNREADABLE, character => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${code}`;
  });
}

/** A block of lines tells its indentation by its first line, which readers do not agree on when that begins with a space or tab. */
function needsQuotes(text: string): boolean {
  return text.search(UNREADABLE) >= 0 || (/^\s/.test(text) && text.includes('\n'));
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
