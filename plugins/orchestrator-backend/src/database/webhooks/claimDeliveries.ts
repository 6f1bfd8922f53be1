import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';
import { toDeliveryRecord, type DeliveryRecord } from './DeliveryRecord';

/**
 * Claims deliveries to a webhook for one replica, the oldest first. A delivery waits while an earlier one about the same
 * environment is pending, but not for one that is older than so many seconds: one body that a receiver never takes does
 * not keep everything behind it for a day.
 */
export async function claimDeliveries(
  knex: Knex,
  claim: { webhookUid: string; limit: number; seconds: number; holdSeconds: number },
): Promise<DeliveryRecord[]> {
  const { webhookUid, limit, seconds, holdSeconds } = claim;
  const now = databaseTimeIn(knex, 0);
  const free = (query: Knex.QueryBuilder) =>
    query.where(either => either.whereNull('claimed_until').orWhere('claimed_until', '<', now));
  const candidates = await knex('deliveries as each')
    .where({ 'each.webhook_uid': webhookUid, 'each.status': 'pending' })
    .where('each.next_attempt_at', '<=', now)
    .modify(free)
    .whereNotExists(
      knex('deliveries as earlier')
        .where({ 'earlier.webhook_uid': webhookUid, 'earlier.status': 'pending' })
        .whereRaw('?? = ??', ['earlier.environment_uid', 'each.environment_uid'])
        .whereRaw('?? < ??', ['earlier.sequence', 'each.sequence'])
        .where('earlier.created_at', '>', databaseTimeIn(knex, -holdSeconds)),
    )
    .orderBy('each.uid')
    .limit(limit)
    .select('each.uid');
  const claimed: DeliveryRecord[] = [];
  for (const { uid } of candidates) {
    const rows = await knex('deliveries')
      .where({ uid, status: 'pending' })
      .modify(free)
      .update({ claimed_until: databaseTimeIn(knex, seconds) })
      .returning('*');
    claimed.push(...rows.map(toDeliveryRecord));
  }
  return claimed;
}
