import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

/** What {@link markOutboxFailure} writes about a message that could not be told. */
export interface OutboxFailure {
  id: string;
  /** Sentence; never holds a secret. */
  error: string;
  /** Seconds until it is tried again. */
  retryIn: number;
  /** Seconds after its first failure from which on it is set aside. */
  patience: number;
}

/**
 * Counts a failed attempt to tell a message and postpones the next one, or sets the message aside when it has failed for
 * too long. Returns whether it was set aside.
 */
export async function markOutboxFailure(knex: Knex, failure: OutboxFailure): Promise<boolean> {
  const { id, error, retryIn, patience } = failure;
  const now = databaseTimeIn(knex, 0);
  const rows = await knex('outbox')
    .where({ id })
    .update({
      attempts: knex.raw('attempts + 1'),
      failing_since: knex.raw('coalesce(failing_since, ?)', [now]),
      retry_at: databaseTimeIn(knex, retryIn),
      error,
      set_aside_at: knex.raw('case when failing_since <= ? then ? end', [
        databaseTimeIn(knex, -patience),
        now,
      ]),
    })
    .returning('set_aside_at');
  return rows.some(row => row.set_aside_at !== null);
}
