import { NotFoundError } from '@backstage/errors';
import type { SecretStore } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { SecretReference } from '@tutti/score';
import type { Knex } from 'knex';
import { findLedgerEntry } from '../database/ledger/findLedgerEntry';
import type { LedgerCiphers } from './LedgerCiphers';

/** The secret outputs of active resources as a secret store: the key is the ledger uid, the property the output. */
export class LedgerSecretStore implements SecretStore {
  readonly name = 'ledger';
  readonly kind = 'ledger';
  readonly #database: Knex;
  readonly #ciphers: LedgerCiphers;

  private constructor(options: { database: Knex; ciphers: LedgerCiphers }) {
    this.#database = options.database;
    this.#ciphers = options.ciphers;
  }

  static create(options: { database: Knex; ciphers: LedgerCiphers }): LedgerSecretStore {
    return new LedgerSecretStore(options);
  }

  async read({ key, property }: SecretReference): Promise<string> {
    const entry = await findLedgerEntry(this.#database, key);
    const outputs = this.#ciphers.open(key, 'secret_outputs', entry?.secretOutputs);
    const value = property === undefined ? undefined : outputs?.[property];
    if (typeof value !== 'string') {
      throw new NotFoundError(
        `The active resource ${key} has no secret output ${property ? `"${property}"` : 'without a name'}.`,
      );
    }
    return value;
  }
}
