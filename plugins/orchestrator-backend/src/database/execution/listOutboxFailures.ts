import type { Knex } from 'knex';
import { optionalIsoTime } from '../columns';
import { isoTime } from '../databaseTime';
import type { OutboxKind } from './insertOutbox';

/** A message that could not be told so far, or was set aside. */
export interface OutboxFailureRecord {
  id: string;
  environmentUid: string;
  /** Absent when the message is about no environment. */
  application?: string;
  environment?: string;
  kind: OutboxKind;
  topic: string;
  attempts: number;
  error: string;
  /** ISO 8601, like the other times. */
  createdAt: string;
  failingSince: string;
  /** Absent: it is still tried again. */
  setAsideAt?: string;
}

/** Messages that could not be told, the oldest first. `outbox_failing_index` holds exactly these. */
export async function listOutboxFailures(
  knex: Knex,
  page: { after?: number; limit: number },
): Promise<OutboxFailureRecord[]> {
  const query = knex('outbox')
    .leftJoin('environments', 'environments.uid', 'outbox.environment_uid')
    .leftJoin('applications', 'applications.uid', 'environments.application_uid')
    .whereNotNull('outbox.failing_since')
    .select('outbox.*', { environment: 'environments.name', application: 'applications.name' })
    .orderBy('outbox.id')
    .limit(page.limit);
  if (page.after !== undefined) {
    query.where('outbox.id', '>', page.after);
  }
  const rows = await query;
  return rows.map(row => ({
    id: String(row.id),
    environmentUid: row.environment_uid,
    ...(row.environment !== null && {
      application: row.application,
      environment: row.environment,
    }),
    kind: row.kind,
    topic: row.topic,
    attempts: row.attempts,
    error: row.error,
    createdAt: isoTime(row.created_at),
    failingSince: isoTime(row.failing_since),
    setAsideAt: optionalIsoTime(row.set_aside_at),
  }));
}
