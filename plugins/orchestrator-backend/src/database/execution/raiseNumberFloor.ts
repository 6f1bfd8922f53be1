import type { Knex } from 'knex';

/** Lets the deployments of an environment go on above a number that was seen outside. */
export async function raiseNumberFloor(
  knex: Knex,
  environmentUid: string,
  number: number,
): Promise<void> {
  await knex('environments')
    .where({ uid: environmentUid })
    .where('number_floor', '<', number)
    .update({ number_floor: number });
}
