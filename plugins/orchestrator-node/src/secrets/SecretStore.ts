import type { SecretReference } from '@tutti/score';

/** A place where secret values live. References name it by `store`. */
export interface SecretStore {
  /** The name that references use, unique among stores. */
  readonly name: string;
  /** The kind of store, for people: `database`, `environment`, `file`, … */
  readonly kind: string;
  /**
   * Reads the value in clear. `property` picks a field where the value is a JSON object.
   *
   * @throws NotFoundError when there is no such key or property; the message names both and never a value.
   */
  read(reference: SecretReference, options: { signal?: AbortSignal }): Promise<string>;
  /** Writes a value; absent where the store cannot be written. */
  write?(reference: SecretReference, value: string): Promise<void>;
}
