import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';
import { selectWebhooks, toWebhookRecord, type WebhookRecord } from './WebhookRecord';

/** Enabled webhooks that hear of one of these environments: those of their applications, and those of all applications. */
export async function listWebhooksOfEnvironments(
  knex: Knex,
  environmentUids: readonly string[],
): Promise<WebhookRecord[]> {
  const applications = knex('environments').select('application_uid');
  whereAmong(applications, 'uid', environmentUids);
  const rows = await selectWebhooks(knex)
    .where('webhooks.status', 'enabled')
    .andWhere(either =>
      either
        .whereIn('webhooks.application_uid', applications)
        .orWhereNull('webhooks.application_uid'),
    )
    .orderBy('webhooks.uid');
  return rows.map(toWebhookRecord);
}
