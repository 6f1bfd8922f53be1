import type {
  Application,
  EnvironmentPause,
  EnvironmentStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { EnvironmentRecord } from '../../environments/Environments';
import { optionalIsoTime } from '../columns';
import { isoTime } from '../databaseTime';

/** A row of `applications`. */
export interface ApplicationRow {
  uid: string;
  name: string;
  title: string | null;
  labels: string;
  system_ref: string | null;
  owner_ref: string | null;
  created_at: Date | string;
}

/** A row of `environments`, joined with its application. */
export interface EnvironmentRow {
  uid: string;
  application_uid: string;
  application: string;
  application_labels: string;
  owner_ref: string | null;
  name: string;
  type: string;
  labels: string;
  status: EnvironmentStatus;
  desired_set: string | null;
  holds: string;
  lock: string | null;
  pause: string | null;
  expires_at: Date | string | null;
  created_at: Date | string;
}

/** The application that a row holds. */
export function applicationOfRow(row: ApplicationRow): Application {
  return {
    uid: row.uid,
    name: row.name,
    title: row.title ?? undefined,
    labels: JSON.parse(row.labels),
    systemRef: row.system_ref ?? undefined,
    ownerRef: row.owner_ref ?? undefined,
    createdAt: isoTime(row.created_at),
  };
}

/** The environment that a row holds. */
export function environmentOfRow(row: EnvironmentRow): EnvironmentRecord {
  return {
    uid: row.uid,
    applicationUid: row.application_uid,
    application: row.application,
    applicationLabels: JSON.parse(row.application_labels),
    ownerRef: row.owner_ref ?? undefined,
    name: row.name,
    type: row.type,
    labels: JSON.parse(row.labels),
    status: row.status,
    desiredSet: row.desired_set ?? undefined,
    pause: pauseOf(row),
    holds: JSON.parse(row.holds),
    expiresAt: optionalIsoTime(row.expires_at),
    createdAt: isoTime(row.created_at),
  };
}

/** Who keeps deployments out: a lock refuses them, a pause lets them wait. */
export function pauseOf(row: Pick<EnvironmentRow, 'lock' | 'pause'>): EnvironmentPause | undefined {
  const kept = row.lock ?? row.pause;
  return kept === null ? undefined : { ...JSON.parse(kept), refuses: row.lock !== null };
}
