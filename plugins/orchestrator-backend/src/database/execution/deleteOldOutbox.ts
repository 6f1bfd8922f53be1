import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

/** Removes messages that were set aside longer ago than so many seconds, and returns how many. */
export async function deleteOldOutbox(knex: Knex, seconds: number): Promise<number> {
  return knex('outbox').where('set_aside_at', '<', databaseTimeIn(knex, -seconds)).delete();
}
