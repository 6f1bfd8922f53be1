import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

const BATCH = 100;

/**
 * Removes a batch of messages that were set aside longer ago than so many seconds, and returns how many. Those that were
 * told are gone already. Reads `outbox_set_aside_index`.
 */
export async function removeOutbox(knex: Knex, seconds: number): Promise<number> {
  const ids: string[] = await knex('outbox')
    .where('set_aside_at', '<', databaseTimeIn(knex, -seconds))
    .orderBy('set_aside_at')
    .limit(BATCH)
    .pluck('id');
  return knex('outbox').whereIn('id', ids).delete();
}
