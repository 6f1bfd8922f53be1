import type { Knex } from 'knex';
import type { WebhookRecord } from './WebhookRecord';

/** What a new webhook is made of. */
export type NewWebhook = Pick<
  WebhookRecord,
  | 'uid'
  | 'name'
  | 'applicationUid'
  | 'environmentTypes'
  | 'events'
  | 'url'
  | 'origin'
  | 'secret'
  | 'ownerRef'
>;

/** Writes a webhook, enabled. */
export async function insertWebhook(knex: Knex, webhook: NewWebhook): Promise<void> {
  await knex('webhooks').insert({
    uid: webhook.uid,
    name: webhook.name,
    application_uid: webhook.applicationUid,
    environment_types: JSON.stringify(webhook.environmentTypes),
    events: JSON.stringify(webhook.events),
    url: webhook.url,
    origin: webhook.origin,
    secret: webhook.secret,
    status: 'enabled',
    owner_ref: webhook.ownerRef,
  });
}
