import type { DeploymentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { isPostgres } from '../columns';
import { whereAmong } from '../whereAmong';
import {
  selectListedDeployments,
  toListedDeployment,
  type ListedDeployment,
} from './DeploymentRecord';

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

/**
 * Lists deployments, newest first; the uid (UUID v7) is the order of time.
 *
 * With an application or environments, PostgreSQL reads a page of each environment, and the newest of these: what it costs
 * grows with the environments of the application and not with their history. Those of some statuses are those that
 * have not ended; the partial index on active deployments serves them.
 */
export async function listDeployments(
  knex: Knex,
  filter: ListDeployments,
): Promise<ListedDeployment[]> {
  const { applicationUid, environmentUids, workload, statuses, waitsFor, before, limit } = filter;
  const query = selectListedDeployments(knex).orderBy('deployments.uid', 'desc').limit(limit);
  const isPlaced = applicationUid !== undefined || environmentUids !== undefined;
  if (isPlaced && !statuses && waitsFor === undefined && isPostgres(knex)) {
    query.whereIn('deployments.uid', newestByEnvironment(knex, filter));
    return (await query).map(toListedDeployment);
  }
  if (applicationUid !== undefined) {
    query.where('environments.application_uid', applicationUid);
  }
  if (environmentUids) {
    whereAmong(query, 'deployments.environment_uid', environmentUids);
  }
  if (workload !== undefined) {
    query.whereExists(
      knex('deployment_workloads')
        .select(knex.raw('1'))
        .whereRaw('deployment_workloads.deployment_uid = deployments.uid')
        .where({ workload }),
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
  return (await query).map(toListedDeployment);
}

/** Uids of a page: the newest among the newest of each environment. */
function newestByEnvironment(knex: Knex, filter: ListDeployments): Knex.QueryBuilder {
  const { applicationUid, environmentUids, workload, before, limit } = filter;
  const [table, uid] =
    workload === undefined ? ['deployments', 'uid'] : ['deployment_workloads', 'deployment_uid'];
  const newest = knex(table)
    .select({ uid })
    .whereRaw('?? = places.uid', [`${table}.environment_uid`])
    .orderBy(uid, 'desc')
    .limit(limit);
  if (workload !== undefined) {
    newest.where({ workload });
  }
  if (before !== undefined) {
    newest.where(uid, '<', before);
  }
  const places = knex('environments').select('uid');
  if (applicationUid !== undefined) {
    places.where({ application_uid: applicationUid });
  }
  if (environmentUids) {
    whereAmong(places, 'uid', environmentUids);
  }
  return knex
    .select('newest.uid')
    .from(knex.raw('? as places cross join lateral ? as newest', [places, newest]))
    .orderBy('newest.uid', 'desc')
    .limit(limit);
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
