import type { Knex } from 'knex';

/** The uid of the next environment in the order of uids, deleted ones included; undefined behind the last one. */
export async function findEnvironmentAfter(knex: Knex, uid: string): Promise<string | undefined> {
  const row = await knex('environments').where('uid', '>', uid).orderBy('uid').first('uid');
  return row?.uid;
}
