import type { Knex } from 'knex';

/**
 * Prepares something in PostgreSQL while no other replica does: replicas that start at once would make the same tables,
 * and the one that comes second would not start. Needs a second connection of the pool for the work itself.
 *
 * @param what - name of what is prepared
 */
export async function prepareAlone<T>(
  database: Knex,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  return database.transaction(async transaction => {
    await transaction.raw('select pg_advisory_xact_lock(hashtext(?))', [what]);
    return work();
  });
}
