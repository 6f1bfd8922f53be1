import type { Knex } from 'knex';
import { isPostgres } from '../columns';
import { whereAmong } from '../whereAmong';
import {
  selectListedDeployments,
  toListedDeployment,
  type ListedDeployment,
  type DeploymentRow,
} from './DeploymentRecord';

/** A workload in an environment. */
export interface WorkloadPlace {
  environmentUid: string;
  workload: string;
}

/** The last deployment that named a workload, and the last one of these that succeeded; absent: there is none. */
export interface LastDeployments {
  last?: ListedDeployment;
  succeeded?: ListedDeployment;
}

/**
 * The last deployments of workloads in environments, each at the place of its question; plans that change nothing do not
 * count. Two statements however many places there are, which are one bound value. For each place the primary key of
 * `deployment_workloads` is read backwards, so it costs the same after any history.
 */
export async function findLastDeployments(
  knex: Knex,
  places: readonly WorkloadPlace[],
): Promise<LastDeployments[]> {
  if (places.length === 0) {
    return [];
  }
  const value = JSON.stringify(
    places.map(({ environmentUid, workload }) => ({ environment_uid: environmentUid, workload })),
  );
  const asked = isPostgres(knex)
    ? 'select ordinality - 1 as place, environment_uid, workload from ' +
      'rows from (jsonb_to_recordset(?::jsonb) as (environment_uid text, workload text)) with ordinality'
    : `select key as place, json_extract(value, '$.environment_uid') as environment_uid, ` +
      `json_extract(value, '$.workload') as workload from json_each(?)`;
  const lastOf = (condition: string) =>
    'select deployments.uid from deployment_workloads ' +
    'join deployments on deployments.uid = deployment_workloads.deployment_uid ' +
    'where deployment_workloads.environment_uid = asked.environment_uid ' +
    'and deployment_workloads.workload = asked.workload ' +
    `and not deployments.plan_only ${condition} order by deployment_workloads.number desc limit 1`;
  const rows: { place: number | string; last: string | null; succeeded: string | null }[] =
    await knex
      .select('asked.place', {
        last: knex.raw(`(${lastOf('')})`),
        succeeded: knex.raw(`(${lastOf(`and deployments.status = 'succeeded'`)})`),
      })
      .from(knex.raw(`(${asked}) as asked`, [value]));
  const uids = rows.flatMap(row => [row.last, row.succeeded]).filter(uid => uid !== null);
  const found = selectListedDeployments(knex);
  whereAmong(found, 'deployments.uid', [...new Set(uids)]);
  const deployments: DeploymentRow[] = await found;
  const byUid = new Map(deployments.map(row => [row.uid, toListedDeployment(row)]));
  const answers: LastDeployments[] = places.map(() => ({}));
  for (const { place, last, succeeded } of rows) {
    answers[Number(place)] = {
      ...(last !== null && { last: byUid.get(last) }),
      ...(succeeded !== null && { succeeded: byUid.get(succeeded) }),
    };
  }
  return answers;
}
