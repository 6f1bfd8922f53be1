import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Tool chain, stamps and logs of the commands; the backend's own data may be elsewhere. */
export const workFolder = path.join(root, '.data');

/** Folders of all packages, relative to the repository. */
export function packageFolders() {
  return ['packages', 'plugins'].flatMap(group =>
    fs
      .readdirSync(path.join(root, group))
      .map(name => path.join(group, name))
      .filter(folder => fs.existsSync(path.join(root, folder, 'package.json')))
      .sort(),
  );
}
