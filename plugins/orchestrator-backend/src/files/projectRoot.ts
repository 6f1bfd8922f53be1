import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const MARKER = 'app-config.yaml';

/**
 * The folder that relative paths of the configuration start from: the nearest one with an `app-config.yaml`, from the
 * working directory upwards; the working directory where there is none. So a path means the same whether the backend
 * is started in its package or in the project.
 */
export function projectRoot(from: string = process.cwd()): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, MARKER))) {
      return folder;
    }
    if (folder === dirname(folder)) {
      return from;
    }
  }
}
