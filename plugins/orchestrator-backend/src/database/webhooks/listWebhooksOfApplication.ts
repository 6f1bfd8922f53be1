import type { Knex } from 'knex';
import { selectWebhooks, toWebhookRecord, type WebhookRecord } from './WebhookRecord';

/** Enabled webhooks that hear of an application's environments: its own, and those of all applications. */
export async function listWebhooksOfApplication(
  knex: Knex,
  applicationUid: string,
): Promise<WebhookRecord[]> {
  const rows = await selectWebhooks(knex)
    .where('webhooks.status', 'enabled')
    .andWhere(either =>
      either
        .where('webhooks.application_uid', applicationUid)
        .orWhereNull('webhooks.application_uid'),
    )
    .orderBy('webhooks.uid');
  return rows.map(toWebhookRecord);
}
