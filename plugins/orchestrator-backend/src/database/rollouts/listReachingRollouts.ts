import type { Criterion } from '@tutti/planner';
import type { Knex } from 'knex';

/** A version that a rollout has brought to an environment. */
export interface ReachingRollout {
  definition: string;
  version: number;
  /** What its manifest declares. */
  criteria: Criterion[];
}

/**
 * Versions that unfinished rollouts have brought to an environment: a wave with its type has begun, and it does not wait
 * for its turn in that wave. Few rollouts are unfinished, and the index `rollouts_one_unfinished` holds no other.
 */
export async function listReachingRollouts(
  knex: Knex,
  environment: { uid: string; type: string },
): Promise<ReachingRollout[]> {
  const rows = await knex('rollouts')
    .join('definitions', 'definitions.uid', 'rollouts.definition_uid')
    .join('definition_versions', join =>
      join
        .on('definition_versions.definition_uid', 'rollouts.definition_uid')
        .andOn('definition_versions.version', 'rollouts.version'),
    )
    .leftJoin('rollout_environments', join =>
      join
        .on('rollout_environments.rollout_uid', 'rollouts.uid')
        .andOnVal('rollout_environments.environment_uid', environment.uid),
    )
    .whereIn('rollouts.status', ['running', 'paused'])
    .whereIn('definition_versions.status', ['proposed', 'default', 'deprecated'])
    .whereNull('definitions.archived_at')
    .where(place =>
      place
        .whereNull('rollout_environments.status')
        .orWhereNot('rollout_environments.status', 'pending'),
    )
    .orderBy('definitions.name')
    .select('rollouts.version', 'rollouts.waves', 'rollouts.wave', {
      definition: 'definitions.name',
      criteria: 'definition_versions.criteria',
    });
  return rows
    .filter(({ waves, wave }) =>
      (JSON.parse(waves) as string[][]).slice(0, wave).flat().includes(environment.type),
    )
    .map(({ definition, version, criteria }) => ({
      definition,
      version,
      criteria: JSON.parse(criteria),
    }));
}
