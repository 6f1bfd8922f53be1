import type { DeploymentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { LANE_STATUSES } from '../../deployments/deploymentStatus';

/** A deployment that has not ended. */
export interface UnfinishedDeployment {
  uid: string;
  environmentUid: string;
  status: DeploymentStatus;
}

/** All deployments that have not ended, of all environments; reads the partial index on active deployments. */
export async function listUnfinishedDeployments(knex: Knex): Promise<UnfinishedDeployment[]> {
  return knex('deployments')
    .select('uid', { environmentUid: 'environment_uid' }, 'status')
    .whereIn('status', [...LANE_STATUSES, 'awaiting-approval'])
    .orderBy(['environment_uid', 'number']);
}
