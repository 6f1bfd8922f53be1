import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

const BATCH = 100;

/**
 * Removes a batch of effects whose outcome has been known for longer than so many seconds, and returns how many. What
 * nobody knows the outcome of stays: it is asked about under its key. Reads `journal_finished_index`.
 */
export async function removeJournal(knex: Knex, seconds: number): Promise<number> {
  const old = knex('journal')
    .select('uid')
    .where('finished_at', '<', databaseTimeIn(knex, -seconds))
    .whereNotNull('outcome')
    .orderBy('finished_at')
    .limit(BATCH);
  return knex('journal').whereIn('uid', old).delete();
}
