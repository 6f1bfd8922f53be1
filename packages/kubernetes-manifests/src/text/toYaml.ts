import { compareText, isJsonObject, type JsonValue } from '@tutti/score';
import { Scalar, stringify } from 'yaml';
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
  // They are in double quotes, where an escape stands for them.
  return stringify(prepared(object), OPTIONS).replace(UNREADABLE, character => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${code}`;
  });
}

/** The value as `yaml` takes it: keys in order, and texts that need quotes as scalars that ask for them. */
function prepared(value: JsonValue): unknown {
  if (Array.isArray(value)) {
    return value.map(prepared);
  }
  if (isJsonObject(value)) {
    return new Map(
      Object.entries(value)
        .sort(([left], [right]) => rank(left) - rank(right) || compareText(left, right))
        .map(([key, item]) => [preparedText(key), prepared(item)]),
    );
  }
  return typeof value === 'string' ? preparedText(value) : value;
}

function preparedText(text: string): string | Scalar<string> {
  if (!needsQuotes(text)) {
    return text;
  }
  const scalar = new Scalar(text);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

/**
 * True for characters that have to be escaped, and for lines of which the first begins with a space or tab: a block
 * tells its indentation by its first line, and readers do not agree on such ones.
 */
function needsQuotes(text: string): boolean {
  return text.search(UNREADABLE) >= 0 || (/^\s/.test(text) && text.includes('\n'));
}

function rank(key: string): number {
  const index = FIRST_KEYS.indexOf(key);
  return index < 0 ? FIRST_KEYS.length : index;
}
