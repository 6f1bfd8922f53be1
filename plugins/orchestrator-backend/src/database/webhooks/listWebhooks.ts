import type { Knex } from 'knex';
import { selectWebhooks, toWebhookRecord, type WebhookRecord } from './WebhookRecord';

/** Webhooks in the order in which they were made. */
export async function listWebhooks(
  knex: Knex,
  filter: { uid?: string; applicationUid?: string; after?: string; limit?: number },
): Promise<WebhookRecord[]> {
  const { uid, applicationUid, after, limit } = filter;
  const query = selectWebhooks(knex).orderBy('webhooks.uid');
  if (uid !== undefined) {
    query.where('webhooks.uid', uid);
  }
  if (applicationUid !== undefined) {
    query.where('webhooks.application_uid', applicationUid);
  }
  if (after !== undefined) {
    query.where('webhooks.uid', '>', after);
  }
  if (limit !== undefined) {
    query.limit(limit);
  }
  return (await query).map(toWebhookRecord);
}
