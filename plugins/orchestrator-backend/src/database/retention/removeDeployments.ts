import type { Knex } from 'knex';
import { lockEnvironment } from '../deployments/lockEnvironment';
import { whereAmong } from '../whereAmong';
import { listRemovableDeployments, type RemovableDeployments } from './listRemovableDeployments';
import { removeLogLines } from './removeLogLines';

const BATCH = 20;

/** What belongs to a deployment and goes with it. */
export const PARTS_OF_DEPLOYMENTS = [
  'deployment_log',
  'deployment_nodes',
  'deployment_workloads',
  'approvals',
  'plans',
  'journal',
] as const;

/** What refers to deployments and keeps them. */
export const HOLDERS_OF_DEPLOYMENTS = ['rollouts', 'rollout_environments'] as const;

/**
 * Removes a batch of deployments that are too old, with all that belongs to them, and returns how many. Their logs, which
 * may be long, go before the transaction; it holds the environment's lock, under which anybody who refers to a deployment
 * writes.
 */
export async function removeDeployments(
  knex: Knex,
  which: Pick<RemovableDeployments, 'environmentUid' | 'keepLast' | 'seconds'>,
): Promise<number> {
  const found = await listRemovableDeployments(knex, { ...which, limit: BATCH });
  if (found.length === 0) {
    return 0;
  }
  while ((await removeLogLines(knex, found)) > 0);
  return knex.transaction(async transaction => {
    await lockEnvironment(transaction, which.environmentUid);
    const uids = await listRemovableDeployments(transaction, { ...which, limit: BATCH });
    for (const table of PARTS_OF_DEPLOYMENTS) {
      await transaction(table)
        .modify(query => whereAmong(query, 'deployment_uid', uids))
        .delete();
    }
    const removed: number = await transaction('deployments')
      .modify(query => whereAmong(query, 'uid', uids))
      .delete();
    return removed;
  });
}
