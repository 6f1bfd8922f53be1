import { InputError } from '@backstage/errors';
import type { SecretReference } from '@tutti/score';
import type { SecretStore } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';
import { findSecret } from '../../database/secrets/findSecret';
import { writeSecret } from '../../database/secrets/writeSecret';
import type { KeyRing } from '../KeyRing';
import { noSuchSecret, readProperty } from './readProperty';

/** Longest key, in characters. */
const MAXIMUM_KEY_LENGTH = 255;

/** Store of kind `database`: encrypted with the key ring in the plugin's own database. */
export class DatabaseSecretStore implements SecretStore {
  readonly kind = 'database';
  readonly name: string;
  readonly #database: Knex;
  readonly #keyRing: KeyRing;

  static create(options: { name: string; database: Knex; keyRing: KeyRing }): DatabaseSecretStore {
    return new DatabaseSecretStore(options);
  }

  private constructor(options: { name: string; database: Knex; keyRing: KeyRing }) {
    this.name = options.name;
    this.#database = options.database;
    this.#keyRing = options.keyRing;
  }

  async read(reference: SecretReference): Promise<string> {
    const found = await findSecret(this.#database, { store: this.name, key: reference.key });
    if (!found) {
      throw noSuchSecret(reference);
    }
    return readProperty(this.#keyRing.decrypt(found.cipher, placeOf(found.uid)), reference);
  }

  /** @throws InputError when the reference names a property, or the key is empty or too long. */
  async write(reference: SecretReference, value: string): Promise<void> {
    const { key, property } = reference;
    if (property !== undefined || key.length === 0 || key.length > MAXIMUM_KEY_LENGTH) {
      throw new InputError(
        `The secret store "${this.name}" takes whole values under keys of 1 to ${MAXIMUM_KEY_LENGTH} characters; ` +
          'write an object as JSON to have properties.',
      );
    }
    await writeSecret(this.#database, { store: this.name, key }, uid =>
      this.#keyRing.encrypt(value, placeOf(uid)),
    );
  }
}

function placeOf(uid: string) {
  return { table: 'secrets', row: uid, column: 'cipher' };
}
