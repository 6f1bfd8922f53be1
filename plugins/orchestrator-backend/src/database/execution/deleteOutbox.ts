import type { Knex } from 'knex';

/** Removes messages that were told, in one statement: some thousand at most. */
export async function deleteOutbox(knex: Knex, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) {
    await knex('outbox')
      .whereIn('id', [...ids])
      .delete();
  }
}
