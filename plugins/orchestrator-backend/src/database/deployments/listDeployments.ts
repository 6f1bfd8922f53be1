import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';
import { selectDeployments, toDeploymentRecord, type DeploymentRecord } from './DeploymentRecord';

/** What {@link listDeployments} looks for; all that is given must hold. */
export interface ListDeployments {
  applicationUid?: string;
  environmentUids?: string[];
  workload?: string;
  /** Only those that are older than this uid. */
  before?: string;
  limit: number;
}

/** Lists deployments, newest first; the uid (UUID v7) is the order of time. */
export async function listDeployments(
  knex: Knex,
  filter: ListDeployments,
): Promise<DeploymentRecord[]> {
  const { applicationUid, environmentUids, workload, before, limit } = filter;
  const query = selectDeployments(knex).orderBy('deployments.uid', 'desc').limit(limit);
  if (applicationUid !== undefined) {
    query.where('environments.application_uid', applicationUid);
  }
  if (environmentUids) {
    whereAmong(query, 'deployments.environment_uid', environmentUids);
  }
  if (workload !== undefined) {
    query.whereIn(
      'deployments.uid',
      knex('deployment_workloads')
        .select('deployment_uid')
        .where({ workload })
        .modify(inner => {
          if (environmentUids) {
            whereAmong(inner, 'environment_uid', environmentUids);
          }
        }),
    );
  }
  if (before !== undefined) {
    query.where('deployments.uid', '<', before);
  }
  return (await query).map(toDeploymentRecord);
}
