import type { Knex } from 'knex';

/** Uids of rollouts with a deployment under way in an environment. */
export async function listRolloutsAtWork(
  knex: Knex,
  place: { application: string; environment: string },
): Promise<string[]> {
  return knex('rollout_environments')
    .join('environments', 'environments.uid', 'rollout_environments.environment_uid')
    .join('applications', 'applications.uid', 'environments.application_uid')
    .where({
      'rollout_environments.status': 'running',
      'environments.name': place.environment,
      'applications.name': place.application,
    })
    .distinct()
    .pluck('rollout_uid');
}
