import type { Knex } from 'knex';

/**
 * The database's time some seconds from now, to be written or compared with. PostgreSQL's clock is asked at every
 * statement, not at the start of the transaction; and only once in it, because no index is read up to a time that may
 * differ from row to row.
 */
export function databaseTimeIn(database: Knex, seconds: number): Knex.Raw {
  return isPostgres(database)
    ? database.raw(`statement_timestamp() + ? * interval '1 second'`, [seconds])
    : database.raw(`datetime('now', ?)`, [`${seconds} seconds`]);
}

/** ISO 8601 text of a timestamp column, which PostgreSQL gives as a date and SQLite as text in UTC. */
export function isoTime(value: Date | string): string {
  return value instanceof Date
    ? value.toISOString()
    : new Date(`${value.replace(' ', 'T')}Z`).toISOString();
}

function isPostgres(database: Knex): boolean {
  return database.client.config.client.includes('pg');
}
