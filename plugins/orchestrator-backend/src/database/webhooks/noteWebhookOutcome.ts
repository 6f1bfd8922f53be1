import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

/**
 * Counts a failed attempt at a webhook, or forgets all of them after one that succeeded. Returns whether there were so
 * many failures for so long that the webhook is to be disabled.
 */
export async function noteWebhookOutcome(
  knex: Knex,
  outcome: { uid: string; delivered: boolean; disableAfter: number; leastFailures: number },
): Promise<boolean> {
  const { uid, delivered, disableAfter, leastFailures } = outcome;
  if (delivered) {
    await knex('webhooks')
      .where({ uid })
      .where('failures', '>', 0)
      .update({ failures: 0, failing_since: null });
    return false;
  }
  await knex('webhooks')
    .where({ uid })
    .update({
      failures: knex.raw('failures + 1'),
      failing_since: knex.raw('coalesce(failing_since, ?)', [databaseTimeIn(knex, 0)]),
    });
  const hopeless = await knex('webhooks')
    .where({ uid, status: 'enabled' })
    .where('failures', '>=', leastFailures)
    .where('failing_since', '<=', databaseTimeIn(knex, -disableAfter))
    .first('uid');
  return hopeless !== undefined;
}
