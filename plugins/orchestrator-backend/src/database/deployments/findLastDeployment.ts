import type { Knex } from 'knex';
import { selectDeployments, toDeploymentRecord, type DeploymentRecord } from './DeploymentRecord';

/**
 * The last deployment of an environment that named a workload; undefined when there is none. Plans that change nothing
 * do not count. Reads the primary key of `deployment_workloads` backwards, so it costs the same after any history.
 */
export async function findLastDeployment(
  knex: Knex,
  args: { environmentUid: string; workload: string; succeeded?: boolean },
): Promise<DeploymentRecord | undefined> {
  const query = selectDeployments(knex)
    .join('deployment_workloads', 'deployment_workloads.deployment_uid', 'deployments.uid')
    .where('deployment_workloads.environment_uid', args.environmentUid)
    .where('deployment_workloads.workload', args.workload)
    .where('deployments.plan_only', false)
    .orderBy('deployment_workloads.number', 'desc')
    .first();
  if (args.succeeded) {
    query.where('deployments.status', 'succeeded');
  }
  const row = await query;
  return row && toDeploymentRecord(row);
}
