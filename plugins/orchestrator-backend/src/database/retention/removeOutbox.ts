import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

const BATCH = 500;

/**
 * Removes a batch of messages that were set aside longer ago than so many seconds, and returns how many. Those that were
 * told are gone already. Reads `outbox_set_aside_index`.
 */
export async function removeOutbox(knex: Knex, seconds: number): Promise<number> {
  const old = knex('outbox')
    .select('id')
    .where('set_aside_at', '<', databaseTimeIn(knex, -seconds))
    .orderBy('set_aside_at')
    .limit(BATCH);
  return knex('outbox').whereIn('id', old).delete();
}
