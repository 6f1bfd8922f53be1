import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

/** Has a delivery that ended sent again at once, under the same id; false when it is pending anyway. */
export async function redeliver(
  knex: Knex,
  delivery: { uid: string; retryFor: number },
): Promise<boolean> {
  const count = await knex('deliveries')
    .where({ uid: delivery.uid })
    .whereNot('status', 'pending')
    .update({
      status: 'pending',
      error: null,
      response_status: null,
      next_attempt_at: databaseTimeIn(knex, 0),
      give_up_at: databaseTimeIn(knex, delivery.retryFor),
    });
  return count > 0;
}
