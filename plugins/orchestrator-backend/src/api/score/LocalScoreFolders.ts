import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import type { Config } from '@backstage/config';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { CONFIG_ROOT } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { isInside } from '../../files/isInside';
import { projectRoot } from '../../files/projectRoot';

const PATH = `${CONFIG_ROOT}.scoreFiles.allowedLocalFolders`;

/**
 * The folders of this machine from which Score files may be read, none by default: an annotation in the catalog is
 * written by anybody, and must not become a way to read files of the server. The embedded default allows its sample.
 */
export class LocalScoreFolders {
  readonly #folders: readonly string[];

  private constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  /**
   * Reads `platformOrchestrator.scoreFiles.allowedLocalFolders`.
   *
   * @param root - where relative folders start. Default: the folder of `app-config.yaml`.
   */
  static fromConfig(config: Config, root: string = projectRoot()): LocalScoreFolders {
    return new LocalScoreFolders(
      (config.getOptionalStringArray(PATH) ?? []).map(folder => resolve(root, folder)),
    );
  }

  /**
   * Reads a file beside another one. Links are followed before it is checked where the file lies.
   *
   * @param base - the file or folder (ending in a slash) that the path starts from.
   * @throws NotAllowedError when the file does not lie in an allowed folder, or is not there to be asked about.
   */
  async read(base: string, path: string, maximumBytes: number): Promise<Buffer> {
    const { file } = await this.#locate(base, path);
    const { size } = await stat(file);
    if (size > maximumBytes) {
      throw new InputError(`The file "${path}" is larger than ${maximumBytes} bytes.`);
    }
    return readFile(file);
  }

  /** The folder and path that a workload is bound to, which stay the same when the installation moves. */
  async sourceOf(base: string, path: string): Promise<{ repository: string; path: string }> {
    const { file, folder } = await this.#locate(base, path);
    return {
      repository: `file:${basename(folder)}`,
      path: relative(folder, file).replace(/\\/g, '/'),
    };
  }

  async #locate(base: string, path: string): Promise<{ file: string; folder: string }> {
    const start = base.endsWith('/') ? base : dirname(base);
    const folders = await Promise.all(this.#folders.map(realPathOf));
    // The folder is checked before the file is looked for, so that nothing can be learnt about other folders.
    const realStart = await realPathOf(start);
    const file = realStart && (await realPathOf(resolve(realStart, path)));
    const isAllowed = (place: string | undefined) =>
      folders.find(
        folder =>
          folder !== undefined &&
          place !== undefined &&
          (folder === place || isInside(folder, place)),
      );
    const folder = isAllowed(realStart);
    if (folder === undefined || (file !== undefined && isAllowed(file) === undefined)) {
      throw new NotAllowedError(
        `The Component lies in a folder of the server that Score files may not be read from: register it by the ` +
          `address of its repository, or list its folder in ${PATH}.`,
      );
    }
    if (file === undefined) {
      throw new NotFoundError(`There is no file "${path}" beside the Component's descriptor.`);
    }
    return { file, folder };
  }
}

async function realPathOf(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}
