import type { Knex } from 'knex';

/** Uid of the environment in which a deployment is the last one that a rollout has made. */
export async function findEnvironmentOfDeployment(
  knex: Knex,
  deploymentUid: string,
): Promise<string | undefined> {
  const row = await knex('rollout_environments')
    .where({ deployment_uid: deploymentUid })
    .first('environment_uid');
  return row?.environment_uid;
}
