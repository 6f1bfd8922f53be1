import type { DefinitionVersion } from '@tutti/planner';
import type { Knex } from 'knex';

/** The status of one version of a definition; undefined when there is no such version. */
export async function findVersionStatus(
  database: Knex,
  place: { definition: string; version: number },
): Promise<DefinitionVersion['status'] | undefined> {
  const row = await database('definition_versions')
    .join('definitions', 'definitions.uid', 'definition_versions.definition_uid')
    .where({ 'definitions.name': place.definition, 'definition_versions.version': place.version })
    .first('definition_versions.status');
  return row?.status;
}
