import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { loadConfigSchema, type ConfigSchema } from '@backstage/config-loader';
import type { JsonObject } from '@backstage/types';

/** Options of {@link loadCachedConfigSchema}. */
export interface LoadCachedConfigSchemaOptions {
  /** Absolute path of the repository. */
  root: string;
  /** File that keeps the schema for the next start. */
  cacheFile: string;
}

/**
 * The schema of the configuration of every package in the repository.
 *
 * @remarks
 * Packages in a repository declare it as TypeScript, and making JSON Schema of that takes the
 * compiler: 4 of the 9 seconds that a start needs, and 200 MB. So the result is kept until a
 * declaration or the lockfile changes. Published packages and bundles bring it made already.
 *
 * @throws Error when a declaration cannot be compiled.
 */
export async function loadCachedConfigSchema(
  options: LoadCachedConfigSchemaOptions,
): Promise<ConfigSchema> {
  const { root, cacheFile } = options;
  const folders = await packageFolders(root);
  const hash = await hashOf([
    path.join(root, 'yarn.lock'),
    ...folders.flatMap(each => [path.join(each, 'package.json'), path.join(each, 'config.d.ts')]),
  ]);
  const cached = await readCache(cacheFile);
  if (cached?.hash === hash) {
    return loadConfigSchema({ serialized: cached.schema });
  }
  const names = await Promise.all(
    folders.map(async each =>
      String(JSON.parse(await fs.readFile(path.join(each, 'package.json'), 'utf8')).name),
    ),
  );
  const schema = await loadConfigSchema({ dependencies: names });
  await fs.mkdir(path.dirname(cacheFile), { recursive: true });
  await fs.writeFile(cacheFile, JSON.stringify({ hash, schema: schema.serialize() }));
  return schema;
}

async function packageFolders(root: string): Promise<string[]> {
  const groups = await Promise.all(
    ['packages', 'plugins'].map(async group =>
      (await fs.readdir(path.join(root, group))).map(name => path.join(root, group, name)),
    ),
  );
  return groups.flat().sort();
}

async function hashOf(files: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(`\0${file}\0`).update(await readIfPresent(file));
  }
  return hash.digest('hex');
}

async function readCache(file: string): Promise<{ hash: string; schema: JsonObject } | undefined> {
  try {
    return JSON.parse(await readIfPresent(file));
  } catch {
    // Absent, or cut short by a kill: it is made again.
    return undefined;
  }
}

async function readIfPresent(file: string): Promise<string> {
  try {
    return await fs.readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return '';
    }
    throw error;
  }
}
