import { InputError, NotFoundError } from '@backstage/errors';
import type { SecretReference } from '@tutti/score';
import type { SecretStore } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { noSuchSecret, readProperty } from './readProperty';

/** Options of {@link EnvironmentSecretStore.create}. */
export interface CreateEnvironmentSecretStoreOptions {
  name: string;
  /** What the names of readable variables begin with; not empty. */
  prefix: string;
  environment: NodeJS.ProcessEnv;
}

/**
 * Store of kind `environment`: the key is the name of a variable of the backend's process. Only names with the
 * configured prefix can be read, so that a manifest cannot reach the backend's own secrets.
 */
export class EnvironmentSecretStore implements SecretStore {
  readonly kind = 'environment';
  readonly name: string;
  readonly #prefix: string;
  readonly #environment: NodeJS.ProcessEnv;

  /** @throws InputError when the prefix is empty. */
  static create(options: CreateEnvironmentSecretStoreOptions): EnvironmentSecretStore {
    if (!options.prefix) {
      throw new InputError(
        `The secret store "${options.name}" of kind environment needs a prefix, such as TUTTI_SECRET_, that the ` +
          'names of the variables begin with.',
      );
    }
    return new EnvironmentSecretStore(options);
  }

  private constructor(options: CreateEnvironmentSecretStoreOptions) {
    this.name = options.name;
    this.#prefix = options.prefix;
    this.#environment = options.environment;
  }

  async read(reference: SecretReference): Promise<string> {
    const { key } = reference;
    if (!key.startsWith(this.#prefix)) {
      throw new NotFoundError(
        `The secret store "${this.name}" only has keys that begin with "${this.#prefix}", and "${key}" does not.`,
      );
    }
    const text = this.#environment[key];
    if (text === undefined) {
      throw noSuchSecret(reference);
    }
    return readProperty(text, reference);
  }
}
