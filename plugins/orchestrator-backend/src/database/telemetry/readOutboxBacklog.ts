import type { Knex } from 'knex';
import { secondsAgo } from './secondsAgo';

/** What the outbox still has to tell. */
export interface OutboxBacklog {
  count: number;
  /** Seconds since the oldest of them was written; 0 where there is none. */
  oldest: number;
  /** Messages that were given up; they are kept for people to look at. */
  setAside: number;
}

/** Counts what waits in the outbox, by its partial index, and what was set aside, which is rare. */
export async function readOutboxBacklog(knex: Knex): Promise<OutboxBacklog> {
  const [waiting] = await knex('outbox')
    .whereNull('set_aside_at')
    .select({ count: knex.raw('count(*)'), oldest: secondsAgo(knex, 'min(created_at)') });
  const [setAside] = await knex('outbox')
    .whereNotNull('set_aside_at')
    .select({ count: knex.raw('count(*)') });
  return {
    count: Number(waiting.count),
    oldest: Math.max(0, Number(waiting.oldest ?? 0)),
    setAside: Number(setAside.count),
  };
}
