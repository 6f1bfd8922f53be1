import type { ManifestSourceView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { isoTime } from '../databaseTime';

/** All sources that have been read, in no promised order. */
export async function listSources(database: Knex): Promise<ManifestSourceView[]> {
  const rows = await database('sources').select();
  return rows.map(row => ({
    name: row.name,
    kind: row.kind,
    target: row.target,
    newVersions: row.new_versions,
    ...(row.revision !== null && { revision: row.revision }),
    status: row.status,
    lastReadAt: isoTime(row.last_read_at),
    manifests: row.manifests,
    problems: JSON.parse(row.problems),
  }));
}
