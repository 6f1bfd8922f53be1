import type {
  WebhookEvent,
  WebhookView,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { optional, optionalIsoTime } from '../columns';
import { isoTime } from '../databaseTime';

/** A webhook as it stands in the database. */
export interface WebhookRecord extends WebhookView {
  applicationUid?: string;
  /** Cipher text of the address. */
  url: string;
  /** Cipher text of the key of the signatures. */
  secret: string;
}

/** Webhooks of all and of live applications, with the name of the application. */
export function selectWebhooks(knex: Knex): Knex.QueryBuilder {
  return knex('webhooks')
    .leftJoin('applications', 'applications.uid', 'webhooks.application_uid')
    .where(live =>
      live.whereNull('webhooks.application_uid').orWhereNot('applications.status', 'deleted'),
    )
    .select('webhooks.*', { application: 'applications.name' });
}

interface WebhookRow {
  uid: string;
  name: string;
  application_uid: string | null;
  application: string | null;
  environment_types: string;
  events: string;
  url: string;
  origin: string;
  secret: string;
  status: 'enabled' | 'disabled';
  status_reason: string | null;
  failing_since: Date | string | null;
  owner_ref: string;
  created_at: Date | string;
  updated_at: Date | string;
}

/** The webhook that a row of {@link selectWebhooks} holds. */
export function toWebhookRecord(row: WebhookRow): WebhookRecord {
  return {
    uid: row.uid,
    name: row.name,
    applicationUid: optional(row.application_uid),
    application: optional(row.application),
    environmentTypes: JSON.parse(row.environment_types),
    events: JSON.parse(row.events) as WebhookEvent[],
    url: row.url,
    origin: row.origin,
    secret: row.secret,
    status: row.status,
    statusReason: optional(row.status_reason),
    failingSince: optionalIsoTime(row.failing_since),
    ownerRef: row.owner_ref,
    createdAt: isoTime(row.created_at),
    updatedAt: isoTime(row.updated_at),
  };
}
