import type { Knex } from 'knex';
import { isPostgres } from './columns';
import { isoTime } from './databaseTime';

/** What time it is by the database's clock, which all replicas share; ISO 8601. */
export async function readDatabaseTime(knex: Knex): Promise<string> {
  const now = isPostgres(knex) ? 'clock_timestamp()' : `datetime('now')`;
  const { now: time } = await knex.select({ now: knex.raw(now) }).first();
  return isoTime(time);
}
