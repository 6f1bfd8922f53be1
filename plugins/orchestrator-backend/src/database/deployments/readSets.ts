import type { DeploymentSet } from '@tutti/planner';
import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';

/** Reads deployment sets by their hashes; one that there is not is left out. */
export async function readSets(
  knex: Knex,
  hashes: readonly string[],
): Promise<Map<string, DeploymentSet>> {
  const query = knex('deployment_sets').select('hash', 'content');
  whereAmong(query, 'hash', [...new Set(hashes)]);
  return new Map((await query).map(row => [row.hash, JSON.parse(row.content)]));
}
