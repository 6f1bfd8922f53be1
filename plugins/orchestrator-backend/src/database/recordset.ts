import type { Knex } from 'knex';
import { isPostgres } from './columns';

/** Columns of a {@link recordset} by name. */
export type RecordsetColumns = Record<string, 'text' | 'integer' | 'boolean'>;

/**
 * Rows to select from, as a fragment of SQL under the name `given`: however many there are, they are one bound value of
 * JSON, and one statement works on all of them. What a row leaves out is NULL.
 */
export function recordset(
  knex: Knex,
  columns: RecordsetColumns,
  rows: readonly object[],
): Knex.Raw {
  const json = JSON.stringify(rows);
  if (isPostgres(knex)) {
    const types = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
    return knex.raw(`json_to_recordset(?::json) as given(${types.join(', ')})`, [json]);
  }
  const values = Object.keys(columns).map(name => `json_extract(value, '$.${name}') as ${name}`);
  return knex.raw(`(select ${values.join(', ')} from json_each(?)) as given`, [json]);
}

/** The rows that a raw statement returned, on both databases. */
export function rowsOf<T>(answer: unknown): T[] {
  return Array.isArray(answer) ? answer : (answer as { rows: T[] }).rows;
}
