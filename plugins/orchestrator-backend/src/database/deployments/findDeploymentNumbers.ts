import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';

/** The numbers of deployments by uid; one that there is not is left out. */
export async function findDeploymentNumbers(
  knex: Knex,
  uids: readonly string[],
): Promise<Map<string, number>> {
  if (uids.length === 0) {
    return new Map();
  }
  const query = knex('deployments').select('uid', 'number');
  whereAmong(query, 'uid', [...new Set(uids)]);
  return new Map((await query).map(row => [row.uid, row.number]));
}
