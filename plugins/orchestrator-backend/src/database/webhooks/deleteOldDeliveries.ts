import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

/** Removes deliveries that ended and are older than so many seconds, and returns how many. */
export async function deleteOldDeliveries(knex: Knex, seconds: number): Promise<number> {
  return knex('deliveries')
    .where('created_at', '<', databaseTimeIn(knex, -seconds))
    .whereNot('status', 'pending')
    .delete();
}
