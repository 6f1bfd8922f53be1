import type { Knex } from 'knex';

/** Disables a webhook and gives up what waits for it; false when it was disabled already. */
export async function disableWebhook(
  transaction: Knex.Transaction,
  uid: string,
  reason: string,
): Promise<boolean> {
  const count = await transaction('webhooks')
    .where({ uid, status: 'enabled' })
    .update({ status: 'disabled', status_reason: reason, updated_at: transaction.fn.now() });
  await transaction('deliveries')
    .where({ webhook_uid: uid, status: 'pending' })
    .update({ status: 'failed', error: 'The webhook was disabled.', claimed_until: null });
  return count > 0;
}
