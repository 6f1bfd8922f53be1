import { NotFoundError } from '@backstage/errors';
import type { SecretReference } from '@tutti/score';

/** The error for a key that a store does not have. */
export function noSuchSecret(reference: SecretReference): NotFoundError {
  return new NotFoundError(`The secret store "${reference.store}" has no key "${reference.key}".`);
}

/**
 * The secret that a reference names in a stored text: the text itself, or a field where the text is a JSON object and
 * the reference names a property. A field that is no text is given as JSON.
 *
 * @throws NotFoundError when there is no such field; the message never holds any of the text.
 */
export function readProperty(text: string, reference: SecretReference): string {
  const { store, key, property } = reference;
  if (property === undefined) {
    return text;
  }
  const fields = parseObject(text);
  if (!fields) {
    throw new NotFoundError(
      `The key "${key}" of the secret store "${store}" is not a JSON object, so it has no property "${property}".`,
    );
  }
  if (!Object.hasOwn(fields, property)) {
    throw new NotFoundError(
      `The key "${key}" of the secret store "${store}" has no property "${property}".`,
    );
  }
  const field = fields[property];
  return typeof field === 'string' ? field : JSON.stringify(field);
}

/** The error of the parser quotes the text, so it must not leave this function. */
function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
