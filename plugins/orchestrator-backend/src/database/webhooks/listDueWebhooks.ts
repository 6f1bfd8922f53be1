import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

/** Enabled webhooks with a delivery that may be sent now, those first that could have been for longest. */
export async function listDueWebhooks(knex: Knex): Promise<string[]> {
  const now = databaseTimeIn(knex, 0);
  const rows = await knex('deliveries')
    .join('webhooks', 'webhooks.uid', 'deliveries.webhook_uid')
    .where({ 'deliveries.status': 'pending', 'webhooks.status': 'enabled' })
    .where('deliveries.next_attempt_at', '<=', now)
    .where(free =>
      free.whereNull('deliveries.claimed_until').orWhere('deliveries.claimed_until', '<', now),
    )
    .groupBy('deliveries.webhook_uid')
    .orderByRaw('min(deliveries.next_attempt_at)')
    .select('deliveries.webhook_uid');
  return rows.map(row => row.webhook_uid);
}
