import type { Knex } from 'knex';
import { isPostgres } from '../columns';

/** SQL of the seconds between a time column, or an aggregate of one, and now; both by the database's clock. */
export function secondsAgo(knex: Knex, time: string): Knex.Raw {
  return isPostgres(knex)
    ? knex.raw(`extract(epoch from clock_timestamp() - ${time})`)
    : knex.raw(`(julianday('now') - julianday(${time})) * 86400`);
}
