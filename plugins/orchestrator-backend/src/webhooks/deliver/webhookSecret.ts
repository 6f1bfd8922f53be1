import { InputError } from '@backstage/errors';

const PREFIX = 'whsec_';
const FEWEST_BYTES = 24;
const MOST_BYTES = 64;

/**
 * Reads the key of signatures as Standard Webhooks writes it: base64 of 24 to 64 bytes, with or without `whsec_` in front.
 *
 * @throws InputError; the message does not show it.
 */
export function webhookSecret(text: string): Buffer {
  const encoded = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text;
  const key = Buffer.from(encoded, 'base64');
  if (
    !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded) ||
    key.length < FEWEST_BYTES ||
    key.length > MOST_BYTES
  ) {
    throw new InputError(
      `secret: it has to be base64 of ${FEWEST_BYTES} to ${MOST_BYTES} random bytes: make one with ` +
        '`openssl rand -base64 32`.',
    );
  }
  return key;
}
