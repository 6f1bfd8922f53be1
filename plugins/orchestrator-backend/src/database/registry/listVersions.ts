import type { Criterion, DefinitionVersion } from '@tutti/planner';
import type { Knex } from 'knex';
import { isoTime } from '../databaseTime';

/** A version of a definition with its history, as a row of `definition_versions` holds it. */
export interface VersionRow extends DefinitionVersion {
  definitionUid: string;
  /** The whole definition is archived, because no source declares it any more. */
  archived: boolean;
  /** What its manifest declares. */
  criteria: Criterion[];
  createdAt: string;
  changed?: { by: string; at: string; reason?: string };
}

/** All versions of a definition, archived ones included, by number; none when there is no such definition. */
export async function listVersions(database: Knex, definition: string): Promise<VersionRow[]> {
  const rows = await database('definition_versions')
    .join('definitions', 'definitions.uid', 'definition_versions.definition_uid')
    .where('definitions.name', definition)
    .orderBy('version')
    .select('definition_versions.*', 'definitions.name', 'definitions.archived_at');
  return rows.map(row => ({
    definitionUid: row.definition_uid,
    name: row.name,
    version: row.version,
    status: row.status,
    archived: row.archived_at !== null,
    spec: JSON.parse(row.spec),
    hash: row.hash,
    criteria: JSON.parse(row.criteria),
    createdAt: isoTime(row.created_at),
    ...(row.status_by !== null && {
      changed: {
        by: row.status_by,
        at: isoTime(row.status_at),
        ...(row.status_reason !== null && { reason: row.status_reason }),
      },
    }),
  }));
}
