import type { Knex } from 'knex';
import type { WebhookRecord } from './WebhookRecord';

/** Changes what is given. A webhook that is enabled again starts without a history of failures. */
export async function updateWebhook(
  knex: Knex,
  uid: string,
  change: Partial<
    Pick<
      WebhookRecord,
      'name' | 'environmentTypes' | 'events' | 'url' | 'origin' | 'secret' | 'status'
    >
  >,
): Promise<void> {
  const { name, environmentTypes, events, url, origin, secret, status } = change;
  await knex('webhooks')
    .where({ uid })
    .update({
      ...(name !== undefined && { name }),
      ...(environmentTypes && { environment_types: JSON.stringify(environmentTypes) }),
      ...(events && { events: JSON.stringify(events) }),
      ...(url !== undefined && { url, origin }),
      ...(secret !== undefined && { secret }),
      ...(status !== undefined && {
        status,
        status_reason: null,
        failures: 0,
        failing_since: null,
      }),
      updated_at: knex.fn.now(),
    });
}
