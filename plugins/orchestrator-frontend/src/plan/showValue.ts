import { isKnownAfter, isSecretValue } from '@tutti/score';
import type { JsonValue } from '@tutti/score';

/**
 * A value of a plan as text for people: JSON in which secrets are `•••` and what is known only later says so.
 * Never shows where a secret is kept.
 */
export function showValue(value: JsonValue | undefined): string {
  if (value === undefined) {
    return '–';
  }
  const shown = plain(value);
  return typeof shown === 'string' ? shown : JSON.stringify(shown, undefined, 2);
}

function plain(value: JsonValue): JsonValue {
  if (isSecretValue(value)) {
    return '•••';
  }
  if (isKnownAfter(value)) {
    return `(known after ${value.$knownAfter.join(', ')})`;
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
  }
  return value;
}
