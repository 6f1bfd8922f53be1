import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';
import type { OutboxKind } from './insertOutbox';

/**
 * Environments whose oldest waiting message of a kind may be told now, those first that could have been for longest. An environment
 * whose oldest message waits to be tried again is left out, whatever stands behind that message.
 *
 * `outbox_waiting_index` holds what waits, by kind, environment and id, and nothing that was set aside.
 */
export async function readOutboxHeads(
  knex: Knex,
  kind: OutboxKind,
  limit: number,
): Promise<string[]> {
  const heads = knex('outbox')
    .where({ kind })
    .whereNull('set_aside_at')
    .groupBy('environment_uid')
    .min({ id: 'id' });
  const rows = await knex('outbox')
    .join(heads.as('heads'), 'heads.id', 'outbox.id')
    .where(due =>
      due.whereNull('outbox.retry_at').orWhere('outbox.retry_at', '<=', databaseTimeIn(knex, 0)),
    )
    // By when they may be told, so that those that fail again and again take turns with all others.
    .orderByRaw('coalesce(outbox.retry_at, outbox.created_at), outbox.id')
    .limit(limit)
    .select('outbox.environment_uid');
  return rows.map(row => row.environment_uid);
}
