import type { Knex } from 'knex';
import { isoTime } from './databaseTime';

/** Says whether a connection or transaction speaks to PostgreSQL; the other database is better-sqlite3. */
export function isPostgres(knex: Knex): boolean {
  return String(knex.client.config.client).includes('pg');
}

/** {@link isoTime} of a column that may be NULL. */
export function optionalIsoTime(value: Date | string | null): string | undefined {
  return value === null ? undefined : isoTime(value);
}

/** The value of a column that may be NULL. */
export function optional<T>(value: T | null | undefined): T | undefined {
  return value ?? undefined;
}

/** For PostgreSQL: a column to select that makes the server end this transaction when it idles for 5 s. */
export function endWhenIdle(transaction: Knex.Transaction): Knex.Raw {
  return transaction.raw(`set_config('idle_in_transaction_session_timeout', '5s', true)`);
}
