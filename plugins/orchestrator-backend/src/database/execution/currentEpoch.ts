import type { Knex } from 'knex';

/** The epoch of this database as a value in a statement: 1, and more after each restore from a backup. */
export function currentEpoch(knex: Knex): Knex.Raw {
  return knex.raw('(select coalesce(max(epoch), 1) from epochs)');
}
