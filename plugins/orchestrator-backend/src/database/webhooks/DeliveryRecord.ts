import type { DeliveryView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { optional, optionalIsoTime } from '../columns';
import { isoTime } from '../databaseTime';

/** A delivery as it stands in the database. */
export interface DeliveryRecord extends DeliveryView {
  webhookUid: string;
  /** JSON as it is sent. */
  body: string;
}

interface DeliveryRow {
  uid: string;
  webhook_uid: string;
  event: DeliveryRecord['event'];
  sequence: string | number | null;
  body: string;
  status: DeliveryRecord['status'];
  attempts: number;
  response_status: number | null;
  error: string | null;
  created_at: Date | string;
  attempted_at: Date | string | null;
  next_attempt_at: Date | string;
}

/** The delivery that a row holds. */
export function toDeliveryRecord(row: DeliveryRow): DeliveryRecord {
  return {
    uid: row.uid,
    webhookUid: row.webhook_uid,
    event: row.event,
    sequence: row.sequence === null ? undefined : Number(row.sequence),
    body: row.body,
    status: row.status,
    attempts: row.attempts,
    responseStatus: optional(row.response_status),
    error: optional(row.error),
    createdAt: isoTime(row.created_at),
    attemptedAt: optionalIsoTime(row.attempted_at),
    nextAttemptAt: row.status === 'pending' ? isoTime(row.next_attempt_at) : undefined,
  };
}
