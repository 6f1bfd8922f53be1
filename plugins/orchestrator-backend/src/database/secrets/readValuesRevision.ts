import type { Knex } from 'knex';

/** Which application an environment belongs to, and how often a value of that application has changed. */
export async function readValuesRevision(
  database: Knex,
  environmentUid: string,
): Promise<{ applicationUid: string; revision: number } | undefined> {
  const row: { applicationUid: string; revision: number | null } | undefined = await database(
    'environments',
  )
    .leftJoin('value_versions', 'value_versions.application_uid', 'environments.application_uid')
    .where('environments.uid', environmentUid)
    .groupBy('environments.application_uid')
    .first({
      applicationUid: 'environments.application_uid',
      revision: database.raw('max(??)', ['value_versions.revision']),
    });
  return row && { applicationUid: row.applicationUid, revision: row.revision ?? 0 };
}
