import { compareText } from '@tutti/score';
import type { Criterion, ResourceDefinitionSpec } from '@tutti/planner';
import type { Knex } from 'knex';
import type { StoredDefinition, VersionRecord } from '../../registry/RegistryContents';

interface DefinitionRow {
  uid: string;
  name: string;
  source: string;
  file: string;
  archived_at: Date | string | null;
  version: number;
  status: VersionRecord['status'];
  hash: string;
  spec: string;
}

interface VersionRow extends Omit<VersionRecord, 'criteria'> {
  definition_uid: string;
  criteria: string;
}

/** The default version; of a definition without one, the newest. */
const LEADING_VERSION =
  `v.status = 'default' or v.version = (select max(w.version) from definition_versions w ` +
  `where w.definition_uid = v.definition_uid and not exists (select 1 from definition_versions d ` +
  `where d.definition_uid = v.definition_uid and d.status = 'default'))`;

/** All definitions with their leading version and their criteria in force, archived ones included, by name. */
export async function listStoredDefinitions(database: Knex): Promise<StoredDefinition[]> {
  const definitions: DefinitionRow[] = await database('definitions')
    .join({ v: 'definition_versions' }, 'definitions.uid', 'v.definition_uid')
    .whereRaw(LEADING_VERSION)
    .select('uid', 'name', 'source', 'file', 'archived_at', 'version', 'status', 'hash', 'spec');
  const versions = groupBy<VersionRow>(
    await database('definition_versions')
      .select('definition_uid', 'version', 'status', 'hash', 'criteria')
      .orderBy('version'),
  );
  const criteria = groupBy<{ definition_uid: string; criterion: string }>(
    await database('criteria').select('definition_uid', 'criterion'),
  );
  return definitions
    .map(row => {
      const records = (versions.get(row.uid) ?? []).map(toVersionRecord);
      const inForce = (criteria.get(row.uid) ?? []).map(each => each.criterion);
      return {
        uid: row.uid,
        name: row.name,
        source: row.source,
        file: row.file,
        archived: row.archived_at !== null,
        version: row.version,
        status: row.status,
        hash: row.hash,
        versions: records,
        spec: {
          ...(JSON.parse(row.spec) as ResourceDefinitionSpec),
          criteria:
            row.status === 'default'
              ? // Rows hold canonical JSON, whose order does not depend on the database.
                inForce.sort(compareText).map((text): Criterion => JSON.parse(text))
              : (records.find(each => each.version === row.version)?.criteria ?? []),
        },
      };
    })
    .sort((left, right) => compareText(left.name, right.name));
}

function toVersionRecord({ version, status, hash, criteria }: VersionRow): VersionRecord {
  return { version, status, hash, criteria: JSON.parse(criteria) };
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
