import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';

/** Lines of one statement: some milliseconds. */
const BATCH = 2_000;

/**
 * Removes a batch of lines of the logs of some deployments, and returns how many.
 *
 * @param but - lines with this message stay
 */
export async function removeLogLines(
  knex: Knex,
  deploymentUids: string[],
  but?: string,
): Promise<number> {
  const lines = knex('deployment_log')
    .select('deployment_uid', 'line')
    .modify(query => whereAmong(query, 'deployment_uid', deploymentUids))
    .limit(BATCH);
  if (but !== undefined) {
    lines.whereNot('message', but);
  }
  return knex('deployment_log').whereIn(['deployment_uid', 'line'], lines).delete();
}
