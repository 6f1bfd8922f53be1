import { readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, NotFoundError } from '@backstage/errors';
import type { SecretReference } from '@tutti/score';
import type { SecretStore } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { isInside } from '../../files/isInside';
import { noSuchSecret, readProperty } from './readProperty';

/** Names of folders and files, with `/` between; none begins with a dot, so none leads upwards. */
const KEY = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;
const MAXIMUM_BYTES = 1024 * 1024;

/**
 * Store of kind `file`: the key is the path of a file below a folder, for instance of a mounted Kubernetes Secret. One
 * line break at the end of a file does not belong to the secret.
 */
export class FileSecretStore implements SecretStore {
  readonly kind = 'file';
  readonly name: string;
  readonly #folder: string;

  /** @param options - `folder`: absolute path */
  static create(options: { name: string; folder: string }): FileSecretStore {
    return new FileSecretStore(options);
  }

  private constructor(options: { name: string; folder: string }) {
    this.name = options.name;
    this.#folder = options.folder;
  }

  /** @throws InputError when the key is not a path below the folder. NotFoundError when there is no such file. */
  async read(reference: SecretReference, options: { signal?: AbortSignal } = {}): Promise<string> {
    const { key } = reference;
    if (!KEY.test(key)) {
      throw new InputError(
        `"${key}" is no key of the secret store "${this.name}": write names of letters, digits, "_", "-" and "." ` +
          'with "/" between, none of which begins with a dot.',
      );
    }
    const path = await this.#find(reference);
    const text = await readFile(path, { encoding: 'utf8', signal: options.signal });
    return readProperty(text.replace(/\r?\n$/, ''), reference);
  }

  async #find(reference: SecretReference): Promise<string> {
    try {
      const path = await realpath(join(this.#folder, reference.key));
      const { size, isFile } = await stat(path).then(found => ({
        size: found.size,
        isFile: found.isFile(),
      }));
      if (isFile && size <= MAXIMUM_BYTES && isInside(await realpath(this.#folder), path)) {
        return path;
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'ENOTDIR') {
        throw error;
      }
      throw noSuchSecret(reference);
    }
    throw new NotFoundError(
      `The key "${reference.key}" of the secret store "${this.name}" is not a file of at most ${MAXIMUM_BYTES} bytes ` +
        'inside its folder.',
    );
  }
}
