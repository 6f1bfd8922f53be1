import type { Knex } from 'knex';
import { isoTime } from '../databaseTime';
import type { OutboxKind, OutboxMessage } from './insertOutbox';

/** A message that waits to be told. */
export interface WaitingMessage extends OutboxMessage {
  /** Decimal digits; grows within the environment. */
  id: string;
  environmentUid: string;
  /** How often telling it failed. */
  attempts: number;
  /** ISO 8601; when what it tells of was committed, or a moment before. */
  createdAt: string;
}

/** The oldest waiting messages of one kind about one environment, in their order. */
export async function readOutboxStream(
  knex: Knex,
  stream: { kind: OutboxKind; environmentUid: string; limit: number },
): Promise<WaitingMessage[]> {
  const { kind, environmentUid, limit } = stream;
  const rows = await knex('outbox')
    .where({ kind, environment_uid: environmentUid })
    .whereNull('set_aside_at')
    .orderBy('id')
    .limit(limit);
  return rows.map(row => ({
    id: String(row.id),
    environmentUid: row.environment_uid,
    kind: row.kind,
    topic: row.topic,
    payload: JSON.parse(row.payload),
    attempts: row.attempts,
    createdAt: isoTime(row.created_at),
  }));
}
