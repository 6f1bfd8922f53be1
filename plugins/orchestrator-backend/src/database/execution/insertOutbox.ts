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
  const rows = messages.map(({ kind, topic, payload }, place) => ({
    ...{ place, kind, topic },
    payload: JSON.stringify(payload),
  }));
  const columns = { place: 'integer', kind: 'text', topic: 'text', payload: 'text' } as const;
  const insert =
    'insert into outbox (environment_uid, kind, topic, payload) ' +
    'select ?, given.kind, given.topic, given.payload from ? order by given.place';
  const values = [environmentUid, recordset(transaction, columns, rows)];
  if (isPostgres(transaction)) {
    // One statement, since every transaction of execution has one of these.
    await transaction.raw(`with written as (${insert}) select pg_notify(?, '')`, [
      ...values,
      OUTBOX_CHANNEL,
    ]);
  } else {
    await transaction.raw(insert, values);
  }
}
