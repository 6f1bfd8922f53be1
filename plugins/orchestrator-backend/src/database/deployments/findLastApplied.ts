import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';
import { selectDeployments, toDeploymentRecord, type DeploymentRecord } from './DeploymentRecord';

/**
 * The last deployment that brought, or began to bring, each of these workloads into an environment, by name; those that
 * ended or wait without having begun do not count. For each name the primary key of `deployment_workloads` is read
 * backwards, so it costs the same after any history.
 */
export async function findLastApplied(
  knex: Knex,
  environmentUid: string,
  workloads: readonly string[],
): Promise<Map<string, DeploymentRecord>> {
  const uids = new Map<string, string>();
  for (const workload of workloads) {
    const row = await knex('deployment_workloads')
      .join('deployments', 'deployments.uid', 'deployment_workloads.deployment_uid')
      .where('deployment_workloads.environment_uid', environmentUid)
      .where({ workload, plan_only: false })
      .where(begun =>
        begun
          .where('deployments.status', 'succeeded')
          .orWhereExists(
            knex('deployment_nodes')
              .select(knex.raw('1'))
              .whereRaw('deployment_nodes.deployment_uid = deployments.uid'),
          ),
      )
      .orderBy('deployment_workloads.number', 'desc')
      .first('deployments.uid');
    if (row) {
      uids.set(workload, row.uid);
    }
  }
  const found = selectDeployments(knex);
  whereAmong(found, 'deployments.uid', [...new Set(uids.values())]);
  const records = new Map<string, DeploymentRecord>();
  for (const row of await found) {
    records.set(row.uid, toDeploymentRecord(row));
  }
  return new Map([...uids].map(([workload, uid]) => [workload, records.get(uid)!]));
}
