import type { ResourceDefinitionSpec } from '@tutti/planner';
import type { Knex } from 'knex';

/** Writes a version of a definition and makes it the default; the one that was becomes deprecated. */
export async function insertDefaultVersion(
  transaction: Knex.Transaction,
  args: { definitionUid: string; version: number; spec: ResourceDefinitionSpec; hash: string },
): Promise<void> {
  const { definitionUid, version, spec, hash } = args;
  await transaction('definition_versions')
    .where({ definition_uid: definitionUid, status: 'default' })
    .update({ status: 'deprecated' });
  await transaction('definition_versions').insert({
    definition_uid: definitionUid,
    version,
    status: 'default',
    spec: JSON.stringify({ ...spec, criteria: [] }),
    hash,
  });
}
