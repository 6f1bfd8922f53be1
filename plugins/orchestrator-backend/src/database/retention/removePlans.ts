import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';
import { listRemovableDeployments, type RemovableDeployments } from './listRemovableDeployments';

const BATCH = 20;

/**
 * Removes the plans of a batch of deployments of an environment that ended longer ago than so many seconds, and returns
 * how many plans. The last deployments of the environment and all that is needed keep theirs.
 */
export async function removePlans(
  knex: Knex,
  which: Pick<RemovableDeployments, 'environmentUid' | 'keepLast' | 'seconds'>,
): Promise<number> {
  const uids = await listRemovableDeployments(knex, { ...which, limit: BATCH, withPlans: true });
  return knex('plans')
    .modify(query => whereAmong(query, 'deployment_uid', uids))
    .delete();
}
