import { ACTIVE_DEPLOYMENT_STATUSES } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

/** Which deployments of an environment are too old to be kept. */
export interface RemovableDeployments {
  environmentUid: string;
  /** The last so many are kept, however old they are; at least 1. */
  keepLast: number;
  /** Seconds since their end. */
  seconds: number;
  limit: number;
  /** Only those that still have plans. */
  withPlans?: boolean;
}

/**
 * Uids of deployments of one environment that are too old to be kept and that nothing needs, by number. These are needed:
 *
 * - the last ones of the environment, so that numbers stay unique whatever is removed;
 * - all behind the first one that has not ended, which asks what came later before it is applied;
 * - of each workload the last one, the last that succeeded and the last that worked on nodes: what runs came from them;
 * - the one that touched a row of the ledger last;
 * - those that a rollout made or was paused by;
 * - those with an effect whose outcome nobody knows.
 *
 * Reads the unique index on (environment_uid, number) up to the last ones, so it costs what there is to remove and what is
 * needed of it.
 */
export async function listRemovableDeployments(
  knex: Knex,
  which: RemovableDeployments,
): Promise<string[]> {
  const { environmentUid, keepLast, seconds, limit, withPlans } = which;
  const below = await firstNumberKept(knex, environmentUid, keepLast);
  const old = () =>
    knex('deployments')
      .where({ environment_uid: environmentUid })
      .where('number', '<', below)
      .where('finished_at', '<', databaseTimeIn(knex, -seconds));
  if (below <= 1 || (await old().orderBy('number').first('uid')) === undefined) {
    return [];
  }
  const query = old()
    .whereNotExists(referenceTo(knex, 'rollouts', 'status_deployment_uid'))
    .whereNotExists(referenceTo(knex, 'rollout_environments', 'deployment_uid'))
    .whereNotExists(referenceTo(knex, 'journal', 'deployment_uid').whereNull('outcome'))
    .orderBy('number')
    .limit(limit);
  whereNotAmong(query, 'deployments.uid', await listDeploymentsOfWhatRuns(knex, environmentUid));
  if (withPlans) {
    query.whereExists(referenceTo(knex, 'plans', 'deployment_uid'));
  }
  return query.pluck('deployments.uid');
}

/** The lowest number among the last deployments and those that have not ended; 1 when there are none. */
async function firstNumberKept(
  knex: Knex,
  environmentUid: string,
  keepLast: number,
): Promise<number> {
  const ofEnvironment = () => knex('deployments').where({ environment_uid: environmentUid });
  const last = await ofEnvironment()
    .orderBy('number', 'desc')
    .offset(keepLast - 1)
    .first('number');
  const active = await ofEnvironment()
    .whereIn('status', [...ACTIVE_DEPLOYMENT_STATUSES])
    .min({ number: 'number' })
    .first();
  return Math.min(last?.number ?? 1, active?.number ?? Infinity);
}

/** Deployments that what is there now came from: by the ledger, and by the workloads that deployments name. */
async function listDeploymentsOfWhatRuns(knex: Knex, environmentUid: string): Promise<string[]> {
  const lastOf = (condition: string) =>
    knex.raw(
      '(select deployments.uid from deployment_workloads as named ' +
        'join deployments on deployments.uid = named.deployment_uid ' +
        'where named.environment_uid = ? and named.workload = workloads.workload ' +
        `and not deployments.plan_only ${condition} order by named.number desc limit 1)`,
      [environmentUid],
    );
  const workedOn =
    'and exists (select 1 from deployment_nodes where deployment_nodes.deployment_uid = deployments.uid)';
  const ofWorkloads: { last: string; succeeded: string; worked: string }[] = await knex
    .select({
      last: lastOf(''),
      succeeded: lastOf(`and deployments.status = 'succeeded'`),
      worked: lastOf(workedOn),
    })
    .from(
      knex('deployment_workloads')
        .where({ environment_uid: environmentUid })
        .distinct('workload')
        .as('workloads'),
    );
  const ofLedger: string[] = await knex('ledger')
    .where({ environment_uid: environmentUid })
    .whereNotNull('last_deployment_uid')
    .distinct()
    .pluck('last_deployment_uid');
  const uids = ofWorkloads.flatMap(({ last, succeeded, worked }) => [last, succeeded, worked]);
  return [...new Set([...ofLedger, ...uids.filter(uid => uid !== null)])];
}

function referenceTo(knex: Knex, table: string, column: string): Knex.QueryBuilder {
  return knex(table)
    .select(knex.raw('1'))
    .whereRaw('?? = deployments.uid', [`${table}.${column}`]);
}

function whereNotAmong(query: Knex.QueryBuilder, column: string, values: string[]): void {
  if (String(query.client.config.client).includes('pg')) {
    query.whereRaw('not ?? = any(?::text[])', [column, values]);
  } else {
    query.whereRaw('?? not in (select value from json_each(?))', [column, JSON.stringify(values)]);
  }
}
