import type { Knex } from 'knex';
import { isPostgres } from '../columns';

/** Messages of one statement; SQLite limits the number of its parameters. */
const BATCH = 100;

/** Channel of PostgreSQL on which committed messages are notified; a hint, beside polling. */
export const OUTBOX_CHANNEL = 'platform_orchestrator_outbox';

/** How a message is told; each kind makes its own progress. */
export const OUTBOX_KINDS = ['event', 'signal', 'webhook', 'notification'] as const;
/** One of {@link OUTBOX_KINDS}. */
export type OutboxKind = (typeof OUTBOX_KINDS)[number];

/** Something that others are told once the transaction has committed. */
export interface OutboxMessage {
  kind: OutboxKind;
  /** Topic of the event, channel of the signal, or what the message is about. */
  topic: string;
  /** Names and uids only. */
  payload: object;
}

/**
 * Writes messages, and wakes up who tells them. The caller holds the environment's lock, so ids come in the order of
 * commits.
 *
 * @param environmentUid - what the messages are kept in order for: the environment, or for what is about none the uid of
 *   what it is about.
 */
export async function insertOutbox(
  transaction: Knex.Transaction,
  environmentUid: string,
  messages: OutboxMessage[],
): Promise<void> {
  if (messages.length === 0) {
    return;
  }
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
  if (isPostgres(transaction)) {
    await transaction.raw('select pg_notify(?, ?)', [OUTBOX_CHANNEL, '']);
  }
}
