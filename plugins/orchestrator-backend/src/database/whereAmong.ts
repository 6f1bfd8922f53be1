import type { Knex } from 'knex';

/**
 * Restricts a query to the rows whose text column holds one of the values, however many there are: they are handed over
 * as one bound value, because a statement of PostgreSQL takes no more than 65,535 of them and one of SQLite 32,766. No
 * values: no rows.
 */
export function whereAmong(
  query: Knex.QueryBuilder,
  column: string,
  values: readonly string[],
): void {
  if (String(query.client.config.client).includes('pg')) {
    query.whereRaw('?? = any(?::text[])', [column, [...values]]);
  } else {
    query.whereRaw('?? in (select value from json_each(?))', [column, JSON.stringify(values)]);
  }
}
