import type { Knex } from 'knex';

/** Writes down that these sources were read again, and nothing about them had changed. */
export async function touchSources(database: Knex, names: string[]): Promise<void> {
  await database('sources').whereIn('name', names).update({ last_read_at: database.fn.now() });
}
