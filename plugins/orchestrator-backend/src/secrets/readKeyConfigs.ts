import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const PATH = 'platformOrchestrator.secrets.keys';
/** A key is derived without stretching, so the secret itself has to be beyond guessing. */
const MINIMUM_SECRET_LENGTH = 32;
/** The id stands in every cipher text, between dots. */
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/;

/** One key of the configuration. */
export interface KeyConfig {
  /** Letters, digits, `_` and `-`; at most 32. */
  id: string;
  /** At least 32 characters. */
  secret: string;
}

/**
 * Reads `platformOrchestrator.secrets.keys`: the first encrypts, all decrypt.
 *
 * @throws InputError when there is none, or one is unusable; the message says what to set, and never holds a secret.
 */
export function readKeyConfigs(config: Config): KeyConfig[] {
  const keys = (config.getOptionalConfigArray(PATH) ?? []).map(readKeyConfig);
  if (keys.length === 0) {
    throw new InputError(
      `The platform orchestrator needs a key to encrypt secrets with: set ${PATH} to a list with one entry ` +
        '{ id: "1", secret: <what `openssl rand -base64 48` prints> }, and keep the secret as safe as the database.',
    );
  }
  const ids = keys.map(key => key.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new InputError(`${PATH} has two keys with the id "${twice}": give every key its own id.`);
  }
  return keys;
}

function readKeyConfig(config: Config, index: number): KeyConfig {
  const id = config.getString('id');
  if (!KEY_ID.test(id)) {
    throw new InputError(
      `${PATH}[${index}].id is "${id}": write 1 to 32 letters, digits, "_" or "-".`,
    );
  }
  const secret = config.getString('secret');
  if (secret.length < MINIMUM_SECRET_LENGTH) {
    throw new InputError(
      `${PATH}[${index}].secret (key "${id}") is too short: it needs at least ${MINIMUM_SECRET_LENGTH} characters, ` +
        'for example what `openssl rand -base64 48` prints.',
    );
  }
  return { id, secret };
}
