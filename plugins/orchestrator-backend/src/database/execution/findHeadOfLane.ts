import type { Knex } from 'knex';
import { LANE_STATUSES } from '../../deployments/deploymentStatus';
import {
  selectDeployments,
  toDeploymentRecord,
  type DeploymentRecord,
} from '../deployments/DeploymentRecord';

/**
 * The deployment that a lane has to work on: the lowest number that is pending or under way; undefined when there is
 * nothing to do. Served by the partial index on active deployments, so history does not matter.
 */
export async function findHeadOfLane(
  knex: Knex,
  environmentUid: string,
): Promise<DeploymentRecord | undefined> {
  const row = await selectDeployments(knex)
    .where('deployments.environment_uid', environmentUid)
    .whereIn('deployments.status', [...LANE_STATUSES])
    .orderBy('deployments.number')
    .first();
  return row && toDeploymentRecord(row);
}
