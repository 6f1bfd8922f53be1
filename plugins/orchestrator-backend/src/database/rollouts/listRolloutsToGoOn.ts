import type { Knex } from 'knex';

/**
 * Uids of rollouts with something left to do, in the order of their start: those that run, and those whose deployments
 * have yet to end.
 */
export async function listRolloutsToGoOn(knex: Knex): Promise<string[]> {
  return knex('rollouts')
    .where({ status: 'running' })
    .orWhereIn(
      'uid',
      knex('rollout_environments').where({ status: 'running' }).distinct('rollout_uid'),
    )
    .orderBy('uid')
    .pluck('uid');
}
