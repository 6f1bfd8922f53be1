import type { Config } from '@backstage/config';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  canonicalJson,
  didYouMean,
  mapSecrets,
  secretValue,
  type JsonValue,
  type SecretReference,
  type SecretValue,
} from '@tutti/score';
import type { SecretStore } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';
import { projectRoot } from '../files/projectRoot';
import type { KeyRing } from './KeyRing';
import { readSecretStores } from './readSecretStores';
import type { ReadSecretOptions, SecretStores } from './SecretStores';
import { ValuesSecretStore } from './stores/ValuesSecretStore';

/** Options of {@link DefaultSecretStores.fromConfig}. */
export interface CreateSecretStoresOptions {
  config: Config;
  database: Knex;
  keyRing: KeyRing;
  /** For stores of kind `environment`. Default: the variables of this process. */
  environment?: NodeJS.ProcessEnv;
  /** Where relative paths start. Default: the folder of `app-config.yaml`. */
  root?: string;
}

/** All secret stores by name. */
export class DefaultSecretStores implements SecretStores {
  readonly #stores = new Map<string, SecretStore>();

  /**
   * Makes the store `values` and those of `platformOrchestrator.secretStores`; modules and the ledger add theirs.
   *
   * @throws InputError when an entry is unusable.
   */
  static fromConfig(options: CreateSecretStoresOptions): DefaultSecretStores {
    const { config, environment = process.env, root = projectRoot() } = options;
    return DefaultSecretStores.create([
      ValuesSecretStore.create(options),
      ...readSecretStores(config, { ...options, environment, root }),
    ]);
  }

  /** @throws ConflictError when two stores have one name. */
  static create(stores: SecretStore[]): DefaultSecretStores {
    const all = new DefaultSecretStores();
    for (const store of stores) {
      all.add(store);
    }
    return all;
  }

  private constructor() {}

  add(store: SecretStore): void {
    if (this.#stores.has(store.name)) {
      throw new ConflictError(
        `There are two secret stores named "${store.name}": give each its own name.`,
      );
    }
    this.#stores.set(store.name, store);
  }

  async read(reference: SecretReference, options: ReadSecretOptions = {}): Promise<string> {
    const store = this.#stores.get(reference.store);
    if (!store) {
      const names = this.names();
      const sentences = [
        `There is no secret store "${reference.store}"; there are: ${names.join(', ')}.`,
        didYouMean(reference.store, names) ?? '',
      ];
      throw new NotFoundError(sentences.join(' ').trimEnd());
    }
    options.signal?.throwIfAborted();
    return store.read(reference, options);
  }

  async resolve(value: SecretValue, options: ReadSecretOptions = {}): Promise<string> {
    const parts = await Promise.all(
      value.$secret.map(part => (typeof part === 'string' ? part : this.read(part, options))),
    );
    return parts.join('');
  }

  async reveal(
    value: JsonValue,
    onSecret: (clear: string) => void,
    options: ReadSecretOptions = {},
  ): Promise<JsonValue> {
    const references = new Map<string, SecretReference>();
    mapSecrets(value, secret => {
      for (const part of secret.$secret) {
        if (typeof part !== 'string') {
          references.set(canonicalJson(part), part);
        }
      }
      return null;
    });
    const clear = new Map<string, string>();
    for (const [key, reference] of references) {
      const text = await this.read(reference, options);
      onSecret(text);
      clear.set(key, text);
    }
    return mapSecrets(value, secret => {
      const text = secret.$secret
        .map(part => (typeof part === 'string' ? part : clear.get(canonicalJson(part))))
        .join('');
      if (secretValue(secret.$secret).$secret.length > 1) {
        onSecret(text);
      }
      return text;
    });
  }

  names(): string[] {
    return [...this.#stores.keys()].sort();
  }
}
