import type {
  EnvironmentHold,
  EnvironmentStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';

/** What may keep deployments out of an environment that nobody sits in front of. */
export interface Barriers {
  status: EnvironmentStatus;
  /** Absent: it is not locked. */
  lock?: { by?: string; reason?: string };
  /** Absent: nobody paused it. */
  pause?: { by?: string; reason?: string };
  /** What rollbacks keep automation from; a rollout is automation. */
  holds?: EnvironmentHold[];
}

/** Reads what may keep deployments out of an environment; the caller has locked its row. */
export async function readBarriers(
  transaction: Knex.Transaction,
  environmentUid: string,
): Promise<Barriers> {
  const row = await transaction('environments')
    .where({ uid: environmentUid })
    .first('status', 'lock', 'pause', 'holds');
  return {
    status: row.status,
    ...(row.lock !== null && { lock: JSON.parse(row.lock) }),
    ...(row.pause !== null && { pause: JSON.parse(row.pause) }),
    holds: JSON.parse(row.holds),
  };
}
