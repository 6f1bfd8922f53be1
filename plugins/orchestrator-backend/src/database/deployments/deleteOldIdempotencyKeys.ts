import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

/** Forgets idempotency keys after 24 hours; returns how many. */
export async function deleteOldIdempotencyKeys(knex: Knex): Promise<number> {
  return knex('idempotency')
    .where('created_at', '<', databaseTimeIn(knex, -24 * 60 * 60))
    .delete();
}
