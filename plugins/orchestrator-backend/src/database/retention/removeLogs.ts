import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';
import { whereAmong } from '../whereAmong';
import { removeLogLines } from './removeLogLines';

const BATCH = 20;
/** What is left of a log that is too old. */
export const LOG_REMOVED =
  'The log was removed because it is older than platformOrchestrator.retention.logs keeps logs.';

/**
 * Removes the logs of a batch of deployments that ended longer ago than so many seconds, and returns how many deployments
 * that were. The last line of each stays and says so; cursors stay good. `deployments_log_index`
 * holds the deployments that still have a log, by their end.
 */
export async function removeLogs(knex: Knex, seconds: number): Promise<number> {
  const uids: string[] = await knex('deployments')
    .where('finished_at', '<', databaseTimeIn(knex, -seconds))
    .whereRaw('not log_removed')
    .orderBy('finished_at')
    .limit(BATCH)
    .pluck('uid');
  if (uids.length === 0) {
    return 0;
  }
  const last = knex('deployment_log').groupBy('deployment_uid').select('deployment_uid');
  whereAmong(last, 'deployment_uid', uids);
  await knex('deployment_log')
    .whereIn(['deployment_uid', 'line'], last.max('line'))
    .update({ level: 'info', phase: null, node: null, message: LOG_REMOVED });
  while ((await removeLogLines(knex, uids, LOG_REMOVED)) > 0);
  return knex('deployments')
    .modify(query => whereAmong(query, 'uid', uids))
    .update({ log_removed: true });
}
