import type { Knex } from 'knex';
import {
  selectRolloutEnvironments,
  toRolloutEnvironmentRecord,
  type RolloutEnvironmentRecord,
} from './RolloutEnvironmentRecord';

/** Environments that a rollout has reached, by wave, application and name; or one of them. */
export async function listRolloutEnvironments(
  knex: Knex,
  rolloutUid: string,
  environmentUid?: string,
): Promise<RolloutEnvironmentRecord[]> {
  const query = selectRolloutEnvironments(knex)
    .where('rollout_environments.rollout_uid', rolloutUid)
    .orderBy(['rollout_environments.wave', 'applications.name', 'environments.name']);
  if (environmentUid !== undefined) {
    query.where('rollout_environments.environment_uid', environmentUid);
  }
  return (await query).map(toRolloutEnvironmentRecord);
}
