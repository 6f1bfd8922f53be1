import type { Knex } from 'knex';

/** Removes messages that were told. */
export async function deleteOutbox(knex: Knex, ids: string[]): Promise<void> {
  await knex('outbox').whereIn('id', ids).delete();
}
