import type { JsonValue, SecretReference, SecretValue } from '@tutti/score';
import type { SecretStore } from '@tutti/backstage-plugin-platform-orchestrator-node';

/** Options of every read. */
export interface ReadSecretOptions {
  signal?: AbortSignal;
}

/** All secret stores of this installation by name: those of the configuration, of modules, and our own. */
export interface SecretStores {
  /** @throws ConflictError when a store of this name is registered already. */
  add(store: SecretStore): void;
  /** @throws NotFoundError when there is no such store, key or property; the message never holds a value. */
  read(reference: SecretReference, options?: ReadSecretOptions): Promise<string>;
  /** The clear text of a lone or composed secret. */
  resolve(value: SecretValue, options?: ReadSecretOptions): Promise<string>;
  /**
   * Replaces every secret inside a value by its clear text.
   *
   * @param onSecret - called with each clear text, and each part of a composed one, before this returns: for redaction.
   */
  reveal(
    value: JsonValue,
    onSecret: (clear: string) => void,
    options?: ReadSecretOptions,
  ): Promise<JsonValue>;
  /** Names of all stores, sorted. */
  names(): string[];
}
