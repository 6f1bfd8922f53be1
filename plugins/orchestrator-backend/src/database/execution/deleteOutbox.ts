import type { Knex } from 'knex';

/** Removes messages that were told: a batch of those that were read together. */
export async function deleteOutbox(knex: Knex, ids: string[]): Promise<void> {
  if (ids.length > 0) {
    await knex('outbox').whereIn('id', ids).delete();
  }
}
