import type { Knex } from 'knex';

/** Hash of the set that is wanted in an environment; undefined before its first deployment. */
export async function findDesiredSet(
  knex: Knex,
  environmentUid: string,
): Promise<string | undefined> {
  const row = await knex('environments')
    .select('desired_set')
    .where({ uid: environmentUid })
    .first();
  return row?.desired_set ?? undefined;
}
