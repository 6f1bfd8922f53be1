import type { Knex } from 'knex';

/**
 * Has a message that was set aside told again, at once and before what waits of its kind in its environment. Returns
 * whether it was there.
 */
export async function retryOutbox(knex: Knex, id: string): Promise<boolean> {
  const count = await knex('outbox')
    .where({ id })
    .whereNotNull('set_aside_at')
    .update({ set_aside_at: null, failing_since: null, retry_at: null, attempts: 0, error: null });
  return count > 0;
}
