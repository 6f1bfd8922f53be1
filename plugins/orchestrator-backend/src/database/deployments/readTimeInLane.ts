import type { Knex } from 'knex';
import { isPostgres } from '../columns';

/**
 * Milliseconds since a lane began to work on a deployment last, by the database's clock: since it was submitted, or came
 * back with its approvals. 0 when none has yet.
 */
export async function readTimeInLane(knex: Knex, uid: string): Promise<number> {
  const since = isPostgres(knex)
    ? 'extract(epoch from clock_timestamp() - entered_lane_at)'
    : `(julianday('now') - julianday(entered_lane_at)) * 86400`;
  const row = await knex('deployments')
    .where({ uid })
    .select({ seconds: knex.raw(since) })
    .first();
  return Math.max(0, Math.round(Number(row?.seconds ?? 0) * 1_000));
}
