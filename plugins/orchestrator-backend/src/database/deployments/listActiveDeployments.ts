import { ACTIVE_DEPLOYMENT_STATUSES } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { selectDeployments, toDeploymentRecord, type DeploymentRecord } from './DeploymentRecord';

/** Lists the deployments of an environment that have not ended, by number; the partial index on active rows serves it. */
export async function listActiveDeployments(
  knex: Knex,
  environmentUid: string,
): Promise<DeploymentRecord[]> {
  const rows = await selectDeployments(knex)
    .where('deployments.environment_uid', environmentUid)
    .whereIn('deployments.status', [...ACTIVE_DEPLOYMENT_STATUSES])
    .orderBy('deployments.number');
  return rows.map(toDeploymentRecord);
}
