import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { listVersions, type VersionRow } from '../../database/registry/listVersions';

/** @throws NotFoundError naming the definition or the versions that there are. */
export async function findVersion(
  database: Knex,
  { definition, version }: { definition: string; version: number },
): Promise<VersionRow> {
  const versions = await listVersions(database, definition);
  const found = versions.find(each => each.version === version);
  if (!found) {
    throw new NotFoundError(
      versions.length === 0
        ? `There is no resource definition "${definition}".`
        : `Definition "${definition}" has no version ${version}: it has ${versions.map(each => each.version).join(', ')}.`,
    );
  }
  return found;
}
