import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { compareText, type Problem } from '@tutti/score';
import { isInside } from '../../files/isInside';
import { fileProblem } from './fileProblem';
import type { FileSource } from './SourceConfig';
import type { SourceLimits } from './sourceLimits';

/** A file that may hold manifests. */
export interface ManifestFile {
  /** Where it is on this machine. */
  path: string;
  /** The same for people: what is configured, and what is below it, with `/` between. */
  name: string;
}

/** The manifest files of a source, by name, and those that may not be read. */
export interface ManifestFiles {
  files: ManifestFile[];
  problems: Problem[];
}

/** The source as a whole is not to be trusted; the message says why. */
export class SourceUnreadableError extends Error {}

/**
 * Finds every `*.yaml` and `*.yml` below a source's folder, or the one file that is the source. What begins with a dot
 * is passed over. A symbolic link to a file is followed when it stays inside (as mounted ConfigMaps have them), and a
 * problem when it leads out; links to folders are passed over, since what is inside is found at its own place.
 *
 * @throws SourceUnreadableError when the folder cannot be listed or holds more than the limits allow.
 */
export async function listManifestFiles(
  source: FileSource,
  limits: SourceLimits,
): Promise<ManifestFiles> {
  const root = await realpath(source.path);
  const rootIsFile = (await stat(root)).isFile();
  if (rootIsFile) {
    return { files: [{ path: root, name: posix.normalize(source.target) }], problems: [] };
  }
  const found: ManifestFiles = { files: [], problems: [] };
  const links: ManifestFile[] = [];
  const folders = [
    { path: root, name: posix.normalize(source.target).replace(/\/+$/, ''), depth: 0 },
  ];
  for (const folder of folders) {
    if (folder.depth > limits.depth) {
      throw new SourceUnreadableError(
        `The folder "${folder.name}" is more than ${limits.depth} folders deep.`,
      );
    }
    for (const entry of await readdir(folder.path, { withFileTypes: true })) {
      const path = join(folder.path, entry.name);
      const name = `${folder.name}/${entry.name}`;
      if (entry.name.startsWith('.')) {
        continue;
      }
      if (entry.isDirectory()) {
        folders.push({ path, name, depth: folder.depth + 1 });
      } else if (isManifestFile(entry)) {
        (entry.isSymbolicLink() ? links : found.files).push({ path, name });
      }
      if (found.files.length + links.length > limits.files) {
        throw new SourceUnreadableError(`There are more than ${limits.files} manifest files.`);
      }
    }
  }
  await followLinks(links, root, found);
  found.files.sort((left, right) => compareText(left.name, right.name));
  return found;
}

function isManifestFile(entry: Dirent): boolean {
  return /\.ya?ml$/.test(entry.name) && (entry.isFile() || entry.isSymbolicLink());
}

async function followLinks(
  links: ManifestFile[],
  root: string,
  found: ManifestFiles,
): Promise<void> {
  const taken = new Set(found.files.map(file => file.path));
  for (const link of links) {
    const path = await realpath(link.path).catch(() => undefined);
    if (path === undefined) {
      found.problems.push(
        fileProblem(
          link.name,
          'unreadable',
          'The symbolic link leads to nothing that can be read.',
        ),
      );
    } else if (!isInside(root, path)) {
      found.problems.push(
        fileProblem(
          link.name,
          'outside',
          'The symbolic link leads out of the folder of the source, so it is not read.',
          'Put the file itself into the folder, or add the other folder as a source.',
        ),
      );
    } else if (!taken.has(path) && (await stat(path)).isFile()) {
      taken.add(path);
      found.files.push({ path, name: link.name });
    }
  }
}
