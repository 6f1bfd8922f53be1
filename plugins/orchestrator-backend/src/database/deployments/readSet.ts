import { EMPTY_SET, type DeploymentSet } from '@tutti/planner';
import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';

/**
 * Reads a deployment set; without a hash the empty one.
 *
 * @throws NotFoundError when no set has the hash.
 */
export async function readSet(knex: Knex, hash: string | undefined): Promise<DeploymentSet> {
  if (hash === undefined) {
    return EMPTY_SET;
  }
  const row = await knex('deployment_sets').select('content').where({ hash }).first();
  if (!row) {
    throw new NotFoundError(`There is no deployment set ${hash}.`);
  }
  return JSON.parse(row.content);
}
