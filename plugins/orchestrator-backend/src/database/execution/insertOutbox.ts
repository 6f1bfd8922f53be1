import type { Knex } from 'knex';

/** Messages of one statement; SQLite limits the number of its parameters. */
const BATCH = 100;

/** Something that others are told once the transaction has committed. */
export interface OutboxMessage {
  kind: 'event' | 'signal';
  /** Topic of the event, or channel of the signal. */
  topic: string;
  /** Names and uids only. */
  payload: object;
}

/** Writes messages. The caller holds the environment's lock, so ids come in the order of commits. */
export async function insertOutbox(
  transaction: Knex.Transaction,
  environmentUid: string,
  messages: OutboxMessage[],
): Promise<void> {
  await transaction.batchInsert(
    'outbox',
    messages.map(({ kind, topic, payload }) => ({
      environment_uid: environmentUid,
      kind,
      topic,
      payload: JSON.stringify(payload),
    })),
    BATCH,
  );
}
