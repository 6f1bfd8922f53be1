import type { Knex } from 'knex';

/** How often a value of an application, or of one of its environments, has changed; 0 when none has. */
export async function readApplicationRevision(
  database: Knex,
  applicationUid: string,
): Promise<number> {
  const row: { revision: number | null } | undefined = await database('value_versions')
    .where({ application_uid: applicationUid })
    .first({ revision: database.raw('max(??)', ['revision']) });
  return row?.revision ?? 0;
}
