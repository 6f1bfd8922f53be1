import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

const BATCH = 100;

/** Forgets a batch of idempotency keys after so many seconds, and returns how many. Reads `idempotency_created_at_index`. */
export async function removeIdempotencyKeys(knex: Knex, seconds: number): Promise<number> {
  const old = await knex('idempotency')
    .select('principal', 'route', 'key')
    .where('created_at', '<', databaseTimeIn(knex, -seconds))
    .orderBy('created_at')
    .limit(BATCH);
  return knex('idempotency')
    .whereIn(
      ['principal', 'route', 'key'],
      old.map(({ principal, route, key }) => [principal, route, key]),
    )
    .delete();
}
