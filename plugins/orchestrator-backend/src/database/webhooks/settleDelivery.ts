import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

/** What came of one attempt. */
export interface DeliveryAttempt {
  uid: string;
  responseStatus?: number;
  /** Sentence: why it failed; absent: it was delivered. */
  error?: string;
  /** Seconds until it is tried again, where it failed. */
  retryIn: number;
}

/** Writes what came of an attempt. What failed is tried again, unless that would be after the time to give up. */
export async function settleDelivery(knex: Knex, attempt: DeliveryAttempt): Promise<void> {
  const { uid, responseStatus, error, retryIn } = attempt;
  const next = databaseTimeIn(knex, retryIn);
  await knex('deliveries')
    .where({ uid, status: 'pending' })
    .update({
      status:
        error === undefined
          ? 'delivered'
          : knex.raw(`case when give_up_at < ? then 'failed' else 'pending' end`, [next]),
      attempts: knex.raw('attempts + 1'),
      response_status: responseStatus ?? null,
      error: error ?? null,
      attempted_at: databaseTimeIn(knex, 0),
      next_attempt_at: next,
      claimed_until: null,
    });
}
