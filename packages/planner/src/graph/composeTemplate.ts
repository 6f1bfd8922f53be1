import {
  PlaceholderError,
  appendPointer,
  canonicalJson,
  lookupPath,
  mapValues,
  parsePlaceholders,
  resolvePlaceholders,
} from '@tutti/score';
import type { JsonObject, JsonValue } from '@tutti/score';
import { escapeTexts } from '../schema';

/** A text of a definition that could not be composed. */
export interface ComposeError {
  pointer: string;
  message: string;
}

/** What `class`, `id` and `params` of a request in a definition may refer to. */
export interface ComposeRoots {
  context: JsonObject;
  /** The params of the asking node: a template of its own, whose placeholders are those of a Score file. */
  params: JsonObject;
}

/**
 * Fills `${context.…}` and `${params.…}` into a part of a definition, and yields a template again: what the asking
 * node's params leave open (`${resources.db.host}` of a Score file) stays open, all other text is escaped. So a param
 * can be handed down to a dependency although its value is known only later.
 */
export function composeTemplate(
  value: JsonValue,
  roots: ComposeRoots,
): { value: JsonValue; errors: ComposeError[] } {
  const errors: ComposeError[] = [];
  return { value: compose(value, '', roots, errors), errors };
}

function compose(
  value: JsonValue,
  pointer: string,
  roots: ComposeRoots,
  errors: ComposeError[],
): JsonValue {
  if (typeof value === 'string') {
    return composeText(value, pointer, roots, errors);
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => compose(item, appendPointer(pointer, index), roots, errors));
  }
  return typeof value === 'object' && value !== null
    ? mapValues(value, (item, key) => compose(item, appendPointer(pointer, key), roots, errors))
    : value;
}

function composeText(
  text: string,
  pointer: string,
  roots: ComposeRoots,
  errors: ComposeError[],
): JsonValue {
  const parts: JsonValue[] = [];
  for (const segment of parsePlaceholders(text)) {
    if (segment.kind === 'text') {
      parts.push(escapeTexts(segment.text));
      continue;
    }
    try {
      parts.push(lookUp(segment.path, segment.raw, roots));
    } catch (error) {
      if (!(error instanceof PlaceholderError)) {
        throw error;
      }
      errors.push({ pointer, message: error.message });
      parts.push('');
    }
  }
  return parts.length === 1
    ? parts[0]
    : parts.map(part => (typeof part === 'string' ? part : canonicalJson(part))).join('');
}

function lookUp(path: readonly string[], raw: string, roots: ComposeRoots): JsonValue {
  const [root, ...rest] = path;
  if (root === 'context') {
    return escapeTexts(lookupPath(roots.context, rest, raw));
  }
  if (root === 'params') {
    return lookupPath(roots.params, rest, raw);
  }
  throw new PlaceholderError(
    raw,
    'only context and params can be used in what a definition asks for, because it must be known when planning',
  );
}

/**
 * The text that a template stands for when it depends on nothing that is made later; `undefined` with an error message
 * when it does, or is no text. Metadata of the Score file is known.
 */
export function staticText(
  template: JsonValue,
  metadata: JsonObject | undefined,
): { text?: string; error?: string } {
  const { value, errors } = resolvePlaceholders(template, (path, raw) => {
    if (path[0] === 'metadata' && metadata) {
      return lookupPath(metadata, path.slice(1), raw);
    }
    throw new PlaceholderError(
      raw,
      'it is known only after other nodes are created, and is needed when planning',
    );
  });
  if (errors.length > 0) {
    return { error: errors[0].message };
  }
  return typeof value === 'string' || typeof value === 'number'
    ? { text: String(value) }
    : { error: 'it is not a text' };
}
