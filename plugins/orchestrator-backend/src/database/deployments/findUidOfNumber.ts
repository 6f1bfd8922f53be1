import type { Knex } from 'knex';

/** Which deployment of an environment has a number; undefined when it was never given, or has been removed. */
export async function findUidOfNumber(
  knex: Knex,
  environmentUid: string,
  number: number,
): Promise<string | undefined> {
  const row = await knex('deployments')
    .where({ environment_uid: environmentUid, number })
    .first('uid');
  return row?.uid;
}
