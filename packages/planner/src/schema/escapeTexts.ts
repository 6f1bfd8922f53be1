import { escapePlaceholders, mapValues } from '@tutti/score';
import type { JsonValue } from '@tutti/score';

/** Escapes the placeholders in every text of a value, so that resolving the result gives the value back. */
export function escapeTexts(value: JsonValue): JsonValue {
  if (typeof value === 'string') {
    return escapePlaceholders(value);
  }
  if (Array.isArray(value)) {
    return value.map(escapeTexts);
  }
  return typeof value === 'object' && value !== null ? mapValues(value, escapeTexts) : value;
}
