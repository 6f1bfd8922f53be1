import type { JsonValue } from '../json/JsonValue';
import { isJsonObject } from '../json/isJsonObject';
import { appendPointer } from '../json/jsonPointer';
import { sortedEntries } from '../json/sortedEntries';
import { isKnownAfter } from '../marks/KnownAfter';
import { isSecretValue } from '../marks/SecretValue';
import { composeText } from './composeText';
import type { Lookup, ResolutionError } from './Lookup';
import { parsePlaceholders } from './parsePlaceholders';
import { collectErrors, lookUpSegments } from './lookUpSegments';

/**
 * Resolves the placeholders of every text in a value, however deep; the argument is not changed.
 *
 * A text that is exactly one placeholder becomes the value it names, whatever its type. In any other
 * text non-strings become compact JSON, a secret makes the text a `SecretValue`, and a value that is
 * not known yet makes it a `KnownAfter` mark. What comes in is not parsed again. Keys stay as they
 * are, and so do marks that stand in the value already.
 *
 * Every placeholder that fails is listed in `errors` with the pointer of its text, which then stays
 * unresolved in the returned value.
 * @public
 */
export function resolvePlaceholders(
  value: JsonValue,
  lookup: Lookup,
): { value: JsonValue; errors: ResolutionError[] } {
  const errors: ResolutionError[] = [];
  return { value: visit(value, '', lookup, errors), errors };
}

function visit(
  value: JsonValue,
  pointer: string,
  lookup: Lookup,
  errors: ResolutionError[],
): JsonValue {
  if (typeof value === 'string') {
    return resolveString(value, pointer, lookup, errors);
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => visit(item, appendPointer(pointer, index), lookup, errors));
  }
  if (isJsonObject(value) && !isSecretValue(value) && !isKnownAfter(value)) {
    return Object.fromEntries(
      sortedEntries(value).map(([key, item]) => [
        key,
        visit(item, appendPointer(pointer, key), lookup, errors),
      ]),
    );
  }
  return value;
}

function resolveString(
  text: string,
  pointer: string,
  lookup: Lookup,
  errors: ResolutionError[],
): JsonValue {
  const segments = parsePlaceholders(text);
  const found = lookUpSegments(segments, lookup, pointer);
  errors.push(...found.errors);
  if (found.errors.length > 0) {
    return text;
  }
  const [first] = found.parts;
  if (found.parts.length === 1 && first.kind === 'value') {
    return first.value;
  }
  const composed = collectErrors(() => composeText(found.parts), pointer, errors);
  return composed ?? text;
}
