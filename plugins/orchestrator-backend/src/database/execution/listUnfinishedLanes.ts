import type { Knex } from 'knex';
import { LANE_STATUSES } from '../../deployments/deploymentStatus';

/** Environments whose lane has something to do, for ringing again; reads the partial index on active deployments. */
export async function listUnfinishedLanes(knex: Knex): Promise<string[]> {
  const rows = await knex('deployments')
    .whereIn('status', [...LANE_STATUSES])
    .distinct('environment_uid')
    .orderBy('environment_uid');
  return rows.map(row => row.environment_uid);
}
