import type { Knex } from 'knex';
import { isPostgres } from '../columns';
import { databaseTimeIn, isoTime } from '../databaseTime';
import { rowsOf } from '../recordset';
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

interface OutboxRow {
  id: string | number;
  environment_uid: string;
  kind: OutboxKind;
  topic: string;
  payload: string;
  attempts: number;
  created_at: Date | string;
}

/** What {@link readOutbox} reads. */
export interface OutboxSelection {
  kinds: readonly OutboxKind[];
  /** Streams to leave out, as {@link streamOf} names them. */
  except: readonly string[];
  /** Streams at most. */
  streams: number;
  /** Messages at most. */
  limit: number;
}

/** The stream of a message, within which messages are told in their order: its kind and what it is kept in order for. */
export function streamOf(message: Pick<WaitingMessage, 'kind' | 'environmentUid'>): string {
  return `${message.kind}:${message.environmentUid}`;
}

/**
 * The oldest waiting messages of the streams whose oldest message may be told now, in one statement: those streams first
 * that could have been told for longest. A stream whose oldest message waits to be tried again is left out, whatever
 * stands behind that message. What comes of one stream is its beginning, without gaps; all of it is sorted by id.
 *
 * `outbox_waiting_index` holds what waits, by kind, environment and id, and nothing that was set aside.
 */
export async function readOutbox(
  knex: Knex,
  { kinds, except, streams, limit }: OutboxSelection,
): Promise<WaitingMessage[]> {
  if (kinds.length === 0) {
    return [];
  }
  const waiting = knex('outbox')
    .whereNull('set_aside_at')
    .whereIn('kind', [...kinds]);
  if (except.length > 0) {
    const stream = `kind || ':' || environment_uid`;
    if (isPostgres(knex)) {
      waiting.whereRaw(`${stream} <> all(?::text[])`, [[...except]]);
    } else {
      const names = JSON.stringify(except);
      waiting.whereRaw(`${stream} not in (select value from json_each(?))`, [names]);
    }
  }
  const heads = waiting.groupBy('kind', 'environment_uid').min({ id: 'id' });
  const answer = await knex.raw(
    `with due as (
        select outbox.kind, outbox.environment_uid from ? join outbox on outbox.id = heads.id
          where outbox.retry_at is null or outbox.retry_at <= ?
          order by coalesce(outbox.retry_at, outbox.created_at), outbox.id limit ?)
      select outbox.* from due
        join outbox on outbox.kind = due.kind and outbox.environment_uid = due.environment_uid
        where outbox.set_aside_at is null order by outbox.id limit ?`,
    // By when they may be told, so that those that fail again and again take turns with all others.
    [heads.as('heads'), databaseTimeIn(knex, 0), streams, limit],
  );
  return rowsOf<OutboxRow>(answer).map(row => ({
    id: String(row.id),
    environmentUid: row.environment_uid,
    kind: row.kind,
    topic: row.topic,
    payload: JSON.parse(row.payload),
    attempts: row.attempts,
    createdAt: isoTime(row.created_at),
  }));
}
