import type { Knex } from 'knex';

/**
 * The highest number that an environment has given to a deployment, or that was seen outside. `max(number)` reads one
 * entry of the unique index (environment_uid, number), whatever the length of the history.
 */
export async function findNumberBound(knex: Knex, environmentUid: string): Promise<number> {
  const [last, environment] = await Promise.all([
    knex('deployments')
      .where({ environment_uid: environmentUid })
      .max({ number: 'number' })
      .first(),
    knex('environments').select('number_floor').where({ uid: environmentUid }).first(),
  ]);
  return Math.max(Number(last?.number ?? 0), environment?.number_floor ?? 0);
}
