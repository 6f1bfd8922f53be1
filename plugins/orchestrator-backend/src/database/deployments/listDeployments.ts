import type { DeploymentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';
import { selectDeployments, toDeploymentRecord, type DeploymentRecord } from './DeploymentRecord';

/** What {@link listDeployments} looks for; all that is given must hold. */
export interface ListDeployments {
  applicationUid?: string;
  environmentUids?: string[];
  workload?: string;
  statuses?: readonly DeploymentStatus[];
  /** Only those that wait for a verdict of this person. */
  waitsFor?: string;
  /** Only those that are older than this uid. */
  before?: string;
  limit: number;
}

/** Lists deployments, newest first; the uid (UUID v7) is the order of time. */
export async function listDeployments(
  knex: Knex,
  filter: ListDeployments,
): Promise<DeploymentRecord[]> {
  const { applicationUid, environmentUids, workload, statuses, waitsFor, before, limit } = filter;
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
  if (statuses) {
    query.whereIn('deployments.status', [...statuses]);
  }
  if (waitsFor !== undefined) {
    whereWaitsFor(query, knex, waitsFor);
  }
  if (before !== undefined) {
    query.where('deployments.uid', '<', before);
  }
  return (await query).map(toDeploymentRecord);
}

/** What the person has asked for, or has decided about with the plan that is in force, does not wait for them. */
function whereWaitsFor(query: Knex.QueryBuilder, knex: Knex, person: string): void {
  query
    .where('deployments.status', 'awaiting-approval')
    .whereRaw('lower(deployments.requested_by) <> lower(?)', [person])
    .whereRaw(`lower(coalesce(deployments.submitted_by, '')) <> lower(?)`, [person])
    .whereNotExists(
      knex('approvals')
        .select(knex.raw('1'))
        .whereRaw('approvals.deployment_uid = deployments.uid')
        .whereRaw('approvals.plan_hash = deployments.plan_hash')
        .where('approvals.person', person),
    );
}
