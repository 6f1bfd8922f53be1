import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';
import { whereAmong } from '../whereAmong';

const BATCH = 100;

/**
 * Removes a batch of answered questions about impact that are older than so many seconds, with their reports, and returns
 * how many. What somebody started a rollout with stays. Reads `impact_requests_created_index`.
 */
export async function removeImpactReports(knex: Knex, seconds: number): Promise<number> {
  return knex.transaction(async transaction => {
    const uids: string[] = await transaction('impact_requests')
      .where('created_at', '<', databaseTimeIn(transaction, -seconds))
      .whereIn('status', ['done', 'failed'])
      .whereNotExists(
        transaction('rollouts')
          .select(transaction.raw('1'))
          .whereRaw('rollouts.confirm_impact = impact_requests.uid'),
      )
      .orderBy('created_at')
      .limit(BATCH)
      .pluck('uid');
    for (const table of ['reports', 'impact_requests']) {
      await transaction(table)
        .modify(query => whereAmong(query, 'uid', uids))
        .delete();
    }
    return uids.length;
  });
}
