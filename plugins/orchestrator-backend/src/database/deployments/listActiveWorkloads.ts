import { ACTIVE_DEPLOYMENT_STATUSES } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';

/**
 * The workloads that deployments under way are to bring, by environment; plans that change nothing do not count. The
 * partial index on active deployments serves it.
 */
export async function listActiveWorkloads(
  knex: Knex,
  environmentUids: readonly string[],
): Promise<Map<string, string[]>> {
  const query = knex('deployments')
    .select('environment_uid', 'workloads')
    .whereIn('status', [...ACTIVE_DEPLOYMENT_STATUSES])
    .where('plan_only', false);
  whereAmong(query, 'environment_uid', environmentUids);
  const found = new Map<string, string[]>();
  for (const row of await query) {
    const workloads: string[] = JSON.parse(row.workloads);
    found.set(row.environment_uid, [...(found.get(row.environment_uid) ?? []), ...workloads]);
  }
  return found;
}
