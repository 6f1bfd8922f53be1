import fs from 'node:fs';
import path from 'node:path';
import { compareText } from '@tutti/score';
import type { Problem } from '@tutti/score';
import { readManifests } from '@tutti/planner';
import type { Manifest } from '@tutti/planner';
import { UsageError } from '../program/UsageError';
import { readBytes } from './readBytes';

/** What was read of manifest files. */
export interface ManifestFiles {
  /** In the order of reading. */
  files: string[];
  manifests: Manifest[];
  problems: Problem[];
}

/**
 * Reads the manifests of files and folders. Of a folder every `.yaml` and `.yml` file is read, in the order of their
 * names; hidden folders, `node_modules` and symbolic links are left out. A file that is named is read whatever its name.
 *
 * @throws UsageError when a path does not exist or cannot be read, or when there is no file at all.
 */
export function readManifestFiles(paths: readonly string[]): ManifestFiles {
  const files = findManifestFiles(paths);
  const read = files.map(file => readManifests(readBytes(file), { source: file }));
  return {
    files,
    manifests: read.flatMap(each => each.manifests),
    problems: read.flatMap(each => each.problems),
  };
}

/**
 * The files that {@link readManifestFiles} reads, each once.
 *
 * @throws UsageError when a path does not exist, or when there is no file at all.
 */
export function findManifestFiles(paths: readonly string[]): string[] {
  const files = [...new Set(paths.flatMap(findFiles))];
  if (files.length === 0) {
    throw new UsageError(`There is no .yaml file in ${paths.join(', ')}.`);
  }
  return files;
}

function findFiles(start: string): string[] {
  const stats = fs.statSync(start, { throwIfNoEntry: false });
  if (!stats) {
    throw new UsageError(`There is no file or folder ${start}.`);
  }
  return stats.isDirectory() ? filesOf(start) : [start];
}

function filesOf(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .sort((left, right) => compareText(left.name, right.name))
    .flatMap(entry => {
      const name = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        return entry.name.startsWith('.') || entry.name === 'node_modules' ? [] : filesOf(name);
      }
      return entry.isFile() && /\.ya?ml$/.test(entry.name) ? [name] : [];
    });
}
