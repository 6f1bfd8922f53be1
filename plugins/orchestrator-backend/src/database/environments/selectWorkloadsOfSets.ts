import type { DeploymentSet } from '@tutti/planner';
import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';

/** Names of the workloads of deployment sets, sorted, by the hash of the set; an unknown hash is left out. */
export async function selectWorkloadsOfSets(
  database: Knex,
  hashes: string[],
): Promise<Map<string, string[]>> {
  if (hashes.length === 0) {
    return new Map();
  }
  const rows: { hash: string; content: string }[] = await database('deployment_sets')
    .select('hash', 'content')
    .modify(query => whereAmong(query, 'hash', hashes));
  return new Map(
    rows.map(row => {
      const set: DeploymentSet = JSON.parse(row.content);
      return [row.hash, Object.keys(set.workloads).sort()];
    }),
  );
}
