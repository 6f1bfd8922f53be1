import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

/**
 * Uids of environments whose lifetime is over, the longest over first; a paused one lives on. Reads the partial index on
 * what expires.
 */
export async function listExpired(
  knex: Knex,
  filter: { uid?: string; limit: number },
): Promise<string[]> {
  const query = knex('environments')
    .where({ status: 'active' })
    .whereNotNull('expires_at')
    .where('expires_at', '<=', databaseTimeIn(knex, 0))
    .orderBy('expires_at')
    .limit(filter.limit);
  if (filter.uid !== undefined) {
    query.where({ uid: filter.uid });
  }
  return query.pluck('uid');
}
