import type { JsonObject, JsonValue } from '../json/JsonValue';
import { isJsonObject } from '../json/isJsonObject';
import { readProperty } from '../json/readProperty';

/** Where a secret is kept: a key in a secret store, and a property of it when the key holds an object. @public */
export interface SecretReference {
  store: string;
  key: string;
  property?: string;
}

/**
 * A text that is known only by reference: pieces of plain text and secrets in their order. A lone
 * secret has exactly one part. In JSON:
 * `{ "$secret": ["postgres://u:", { "store": "platform", "key": "db" }, "@host"] }`.
 * @public
 */
export interface SecretValue {
  $secret: (string | SecretReference)[];
}

/** Says whether a value is a {@link SecretValue}; one that only resembles it is not. @public */
export function isSecretValue(value: unknown): value is SecretValue {
  const parts = readProperty(value, '$secret');
  return (
    Array.isArray(parts) &&
    Object.keys(value as object).length === 1 &&
    parts.every(part => typeof part === 'string' || isSecretReference(part))
  );
}

/**
 * Makes a {@link SecretValue} of parts in their order: empty texts are dropped, neighbouring texts
 * joined, so that equal secrets are equal JSON.
 * @public
 */
export function secretValue(
  parts: readonly (string | SecretReference)[],
): SecretValue & JsonObject {
  const merged: (string | SecretReference)[] = [];
  for (const part of parts) {
    const last = merged[merged.length - 1];
    if (typeof part !== 'string') {
      merged.push({ ...part });
    } else if (typeof last === 'string') {
      merged[merged.length - 1] = last + part;
    } else if (part !== '') {
      merged.push(part);
    }
  }
  return { $secret: merged } as SecretValue & JsonObject;
}

function isSecretReference(value: JsonValue): boolean {
  if (!isJsonObject(value)) {
    return false;
  }
  const property = readProperty(value, 'property');
  return (
    typeof readProperty(value, 'store') === 'string' &&
    typeof readProperty(value, 'key') === 'string' &&
    (property === undefined || typeof property === 'string')
  );
}
