import type { Knex } from 'knex';
import { isPostgres } from '../columns';
import { recordset } from '../recordset';

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

/** Messages of transactions that write all of theirs at once. */
const collected = new WeakMap<Knex.Transaction, StreamedMessage[]>();

type StreamedMessage = OutboxMessage & { environmentUid: string };

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
  messages: readonly OutboxMessage[],
): Promise<void> {
  const streamed = messages.map(message => ({ ...message, environmentUid }));
  const waiting = collected.get(transaction);
  if (waiting) {
    waiting.push(...streamed);
  } else {
    await writeMessages(transaction, streamed);
  }
}

/**
 * Does work in a transaction, all messages of which are written at its end, in their order and in one statement. For
 * transactions that say several things, each where it happens.
 */
export async function collectOutbox<T>(
  transaction: Knex.Transaction,
  work: () => Promise<T>,
): Promise<T> {
  const messages: StreamedMessage[] = [];
  collected.set(transaction, messages);
  try {
    const result = await work();
    await writeMessages(transaction, messages);
    return result;
  } finally {
    collected.delete(transaction);
  }
}

async function writeMessages(
  transaction: Knex.Transaction,
  messages: readonly StreamedMessage[],
): Promise<void> {
  if (messages.length === 0) {
    return;
  }
  const rows = messages.map(({ environmentUid, kind, topic, payload }, place) => ({
    ...{ place, kind, topic },
    environment_uid: environmentUid,
    payload: JSON.stringify(payload),
  }));
  const given = recordset(
    transaction,
    {
      ...{ place: 'integer', environment_uid: 'text' },
      ...{ kind: 'text', topic: 'text', payload: 'text' },
    },
    rows,
  );
  const insert =
    'insert into outbox (environment_uid, kind, topic, payload) ' +
    'select given.environment_uid, given.kind, given.topic, given.payload from ? order by given.place';
  if (isPostgres(transaction)) {
    await transaction.raw(`with written as (${insert}) select pg_notify(?, '')`, [
      ...[given, OUTBOX_CHANNEL],
    ]);
  } else {
    await transaction.raw(insert, [given]);
  }
}
