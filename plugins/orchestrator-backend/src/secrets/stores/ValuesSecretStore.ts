import type { SecretReference } from '@tutti/score';
import type { SecretStore } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';
import { findValueCipher } from '../../database/secrets/findValueCipher';
import type { KeyRing } from '../KeyRing';
import { VALUES_STORE } from '../storeNames';
import { noSuchSecret, readProperty } from './readProperty';

/**
 * The store `values`: secrets among the values of applications. A key names one immutable version, so a plan that was
 * made with it is carried out with it.
 */
export class ValuesSecretStore implements SecretStore {
  readonly kind = 'values';
  readonly name = VALUES_STORE;
  readonly #database: Knex;
  readonly #keyRing: KeyRing;

  static create(options: { database: Knex; keyRing: KeyRing }): ValuesSecretStore {
    return new ValuesSecretStore(options);
  }

  private constructor(options: { database: Knex; keyRing: KeyRing }) {
    this.#database = options.database;
    this.#keyRing = options.keyRing;
  }

  async read(reference: SecretReference): Promise<string> {
    const cipher = await findValueCipher(this.#database, reference.key);
    if (cipher === undefined) {
      throw noSuchSecret(reference);
    }
    const place = { table: 'value_versions', row: reference.key, column: 'cipher' };
    return readProperty(this.#keyRing.decrypt(cipher, place), reference);
  }
}
