import type { Plan } from '@tutti/planner';
import type { Knex } from 'knex';

/** Reads a plan of a deployment; undefined when there is none of this hash. */
export async function findPlan(
  knex: Knex,
  deploymentUid: string,
  hash: string,
): Promise<Plan | undefined> {
  const row = await knex('plans')
    .select('content')
    .where({ deployment_uid: deploymentUid, hash })
    .first();
  return row && JSON.parse(row.content);
}
