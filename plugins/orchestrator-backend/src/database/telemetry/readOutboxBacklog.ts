import type { Knex } from 'knex';
import { secondsAgo } from './secondsAgo';

/** Counts what the outbox still has to tell; the table holds nothing else for long. */
export async function readOutboxBacklog(knex: Knex): Promise<{ count: number; oldest: number }> {
  const [row] = await knex('outbox').select({
    count: knex.raw('count(*)'),
    oldest: secondsAgo(knex, 'min(created_at)'),
  });
  return { count: Number(row.count), oldest: Math.max(0, Number(row.oldest ?? 0)) };
}
