import { ACTIVE_DEPLOYMENT_STATUSES } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';
import type { DeploymentRecord } from './DeploymentRecord';

/**
 * A later deployment that has changed, or is about to change, one of the workloads that a deployment names; undefined
 * when there is none. One that ended before anything was applied has changed nothing. Reads the primary key of
 * `deployment_workloads` behind the number.
 */
export async function findLaterOfWorkloads(
  knex: Knex,
  deployment: Pick<DeploymentRecord, 'environmentUid' | 'number' | 'workloads' | 'removed'>,
): Promise<{ number: number; workload: string } | undefined> {
  const { environmentUid, number, workloads, removed } = deployment;
  return knex('deployment_workloads')
    .join('deployments', 'deployments.uid', 'deployment_workloads.deployment_uid')
    .where('deployment_workloads.environment_uid', environmentUid)
    .modify(query => whereAmong(query, 'deployment_workloads.workload', [...workloads, ...removed]))
    .where('deployment_workloads.number', '>', number)
    .where('deployments.plan_only', false)
    .where(either =>
      either
        .whereIn('deployments.status', [...ACTIVE_DEPLOYMENT_STATUSES])
        .orWhereExists(
          knex('deployment_nodes')
            .select(knex.raw('1'))
            .whereRaw('deployment_nodes.deployment_uid = deployments.uid'),
        ),
    )
    .orderBy(['deployment_workloads.number', 'deployment_workloads.workload'])
    .first('deployment_workloads.number', 'deployment_workloads.workload');
}
