import type { Knex } from 'knex';
import type { OutboxMessage } from './insertOutbox';

/** A message that waits to be told. */
export interface WaitingMessage extends OutboxMessage {
  id: string;
}

/** The oldest waiting messages. */
export async function readOutbox(knex: Knex, limit: number): Promise<WaitingMessage[]> {
  const rows = await knex('outbox').orderBy('id').limit(limit);
  return rows.map(row => ({
    id: String(row.id),
    kind: row.kind,
    topic: row.topic,
    payload: JSON.parse(row.payload),
  }));
}
