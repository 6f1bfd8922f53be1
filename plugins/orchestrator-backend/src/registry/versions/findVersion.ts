import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { listVersions, type VersionRow } from '../../database/registry/listVersions';
import { definitionNotFound } from '../definitionNotFound';

/** @throws NotFoundError naming the definition or the versions that there are. */
export async function findVersion(
  database: Knex,
  { definition, version }: { definition: string; version: number },
): Promise<VersionRow> {
  const versions = await listVersions(database, definition);
  const found = versions.find(each => each.version === version);
  if (!found) {
    if (versions.length === 0) {
      throw definitionNotFound(definition);
    }
    const numbers = versions.map(each => each.version).join(', ');
    throw new NotFoundError(
      `Definition "${definition}" has no version ${version}: it has ${numbers}.`,
    );
  }
  return found;
}
