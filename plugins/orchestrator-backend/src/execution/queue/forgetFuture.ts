import type { Knex } from 'knex';

/** Less cannot be told from two statements that overlap. */
const FUTURE = `now() + interval '1 minute'`;

/**
 * Brings back to now what the queue believes to have happened, or to be due, in the future. The clock of the database was
 * set back then: a dead worker's heartbeat would lapse, and a bell that waits be due, only once the clock is there again.
 * None of our bells is ever meant to be rung later.
 *
 * @param schema - of the queue's tables
 */
export async function forgetFuture(database: Knex, schema: string): Promise<void> {
  await correct(database, `${schema}.queue`, ['monitor_claim_on', 'monitor_on', 'maintain_on']);
  await correct(database, `${schema}.job`, ['heartbeat_on', 'start_after']);
}

async function correct(database: Knex, table: string, columns: string[]): Promise<void> {
  const now = (column: string) =>
    database.raw(`case when ?? > ${FUTURE} then now() else ?? end`, [column, column]);
  await database(table)
    .whereRaw(columns.map(() => `?? > ${FUTURE}`).join(' or '), columns)
    .update(Object.fromEntries(columns.map(column => [column, now(column)])));
}
