import {
  ACTIVE_DEPLOYMENT_STATUSES,
  type DeploymentStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { secondsAgo } from './secondsAgo';

/** How many deployments are in one status. */
export interface ActiveCount {
  status: DeploymentStatus;
  count: number;
  /** Seconds since the oldest of them was submitted; 0 where there is none. */
  oldest: number;
}

/**
 * Counts the deployments that have not ended, by status; statuses without any are 0, so that an alert sees them go. Reads
 * the partial index on active deployments, whose size is that of the queue and not of the history.
 */
export async function readActiveCounts(knex: Knex): Promise<ActiveCount[]> {
  const rows = await knex('deployments')
    .whereIn('status', [...ACTIVE_DEPLOYMENT_STATUSES])
    .groupBy('status')
    .select('status', {
      count: knex.raw('count(*)'),
      oldest: secondsAgo(knex, 'min(created_at)'),
    });
  const found = new Map(rows.map(row => [row.status, row]));
  return ACTIVE_DEPLOYMENT_STATUSES.map(status => ({
    status,
    count: Number(found.get(status)?.count ?? 0),
    oldest: Math.max(0, Number(found.get(status)?.oldest ?? 0)),
  }));
}
