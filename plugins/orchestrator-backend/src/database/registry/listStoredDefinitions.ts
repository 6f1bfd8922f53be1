import { compareText } from '@tutti/score';
import type { Criterion, DefinitionVersion } from '@tutti/planner';
import type { Knex } from 'knex';
import type { StoredDefinition, VersionRecord } from '../../registry/RegistryContents';

interface DefinitionRow {
  uid: string;
  name: string;
  source: string;
  file: string;
  archived_at: Date | string | null;
  version: number;
  hash: string;
  spec: string;
}

interface VersionRow extends VersionRecord {
  definition_uid: string;
}

/** All definitions with their default version and their criteria in force, archived ones included, by name. */
export async function listStoredDefinitions(database: Knex): Promise<StoredDefinition[]> {
  const definitions: DefinitionRow[] = await database('definitions')
    .join('definition_versions', 'definitions.uid', 'definition_versions.definition_uid')
    .where('definition_versions.status', 'default' satisfies DefinitionVersion['status'])
    .select('uid', 'name', 'source', 'file', 'archived_at', 'version', 'hash', 'spec');
  const versions = groupBy<VersionRow>(
    await database('definition_versions')
      .select('definition_uid', 'version', 'status', 'hash')
      .orderBy('version'),
  );
  const criteria = groupBy<{ definition_uid: string; criterion: string }>(
    await database('criteria').select('definition_uid', 'criterion'),
  );
  return definitions
    .map(row => ({
      uid: row.uid,
      name: row.name,
      source: row.source,
      file: row.file,
      archived: row.archived_at !== null,
      version: row.version,
      hash: row.hash,
      versions: (versions.get(row.uid) ?? []).map(({ version, status, hash }) => ({
        version,
        status,
        hash,
      })),
      spec: {
        ...JSON.parse(row.spec),
        // Rows hold canonical JSON, whose order does not depend on the database.
        criteria: (criteria.get(row.uid) ?? [])
          .map(each => each.criterion)
          .sort(compareText)
          .map((text): Criterion => JSON.parse(text)),
      },
    }))
    .sort((left, right) => compareText(left.name, right.name));
}

function groupBy<TRow extends { definition_uid: string }>(rows: TRow[]): Map<string, TRow[]> {
  const groups = new Map<string, TRow[]>();
  for (const row of rows) {
    const group = groups.get(row.definition_uid);
    if (group) {
      group.push(row);
    } else {
      groups.set(row.definition_uid, [row]);
    }
  }
  return groups;
}
