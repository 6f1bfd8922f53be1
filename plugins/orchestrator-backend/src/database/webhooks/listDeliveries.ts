import type { Knex } from 'knex';
import { toDeliveryRecord, type DeliveryRecord } from './DeliveryRecord';

/** Deliveries to a webhook, the newest first. */
export async function listDeliveries(
  knex: Knex,
  filter: { webhookUid: string; uid?: string; before?: string; limit: number },
): Promise<DeliveryRecord[]> {
  const { webhookUid, uid, before, limit } = filter;
  const query = knex('deliveries')
    .where({ webhook_uid: webhookUid })
    .orderBy('uid', 'desc')
    .limit(limit);
  if (uid !== undefined) {
    query.where({ uid });
  }
  if (before !== undefined) {
    query.where('uid', '<', before);
  }
  return (await query).map(toDeliveryRecord);
}
