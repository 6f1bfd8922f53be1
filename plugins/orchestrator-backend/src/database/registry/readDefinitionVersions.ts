import type { DefinitionVersion } from '@tutti/planner';
import type { Knex } from 'knex';

/** Versions of one statement; SQLite limits the number of its parameters. */
const BATCH = 100;

/** Reads these versions with their specs, which have no criteria; unknown ones are left out. In no promised order. */
export async function readDefinitionVersions(
  database: Knex,
  wanted: readonly { definition: string; version: number }[],
): Promise<DefinitionVersion[]> {
  const found: DefinitionVersion[] = [];
  for (let start = 0; start < wanted.length; start += BATCH) {
    const rows = await database('definition_versions')
      .join('definitions', 'definitions.uid', 'definition_versions.definition_uid')
      .whereIn(
        ['definitions.name', 'definition_versions.version'],
        wanted.slice(start, start + BATCH).map(({ definition, version }) => [definition, version]),
      )
      .select('name', 'version', 'status', 'spec', 'hash', 'archived_at');
    for (const row of rows) {
      found.push({
        name: row.name,
        version: row.version,
        status: row.archived_at === null ? row.status : 'archived',
        spec: JSON.parse(row.spec),
        hash: row.hash,
      });
    }
  }
  return found;
}
