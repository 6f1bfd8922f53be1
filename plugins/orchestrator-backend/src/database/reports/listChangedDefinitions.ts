import type { Knex } from 'knex';

/** Names of definitions that got a version, another status or an end since an impact report was asked for; sorted. */
export async function listChangedDefinitions(database: Knex, reportUid: string): Promise<string[]> {
  const asked = database('impact_requests').where({ uid: reportUid }).select('created_at');
  const rows: { name: string }[] = await database('definition_versions')
    .join('definitions', 'definitions.uid', 'definition_versions.definition_uid')
    .where('definition_versions.created_at', '>=', asked.clone())
    .orWhere('definition_versions.status_at', '>=', asked.clone())
    .orWhere('definitions.archived_at', '>=', asked.clone())
    .distinct('definitions.name')
    .orderBy('definitions.name');
  return rows.map(row => row.name);
}
