import type { Knex } from 'knex';
import type { ReachingRollout } from './listReachingRollouts';

/** A rollout that is not finished, and where it has come. */
export interface RolloutUnderWay extends ReachingRollout {
  uid: string;
  /** Environment types by wave. */
  waves: string[][];
  /** The wave that has begun; counts from 1. */
  wave: number;
  /** Uids of environments of begun waves that still wait for their turn. */
  waiting: ReadonlySet<string>;
}

/**
 * All unfinished rollouts whose version can still become the default, by definition: for questions about many environments
 * at once. `listReachingRollouts` answers the same about one.
 */
export async function listRolloutsUnderWay(knex: Knex): Promise<RolloutUnderWay[]> {
  const rows = await knex('rollouts')
    .join('definitions', 'definitions.uid', 'rollouts.definition_uid')
    .join('definition_versions', join =>
      join
        .on('definition_versions.definition_uid', 'rollouts.definition_uid')
        .andOn('definition_versions.version', 'rollouts.version'),
    )
    .whereIn('rollouts.status', ['running', 'paused'])
    .whereIn('definition_versions.status', ['proposed', 'default', 'deprecated'])
    .whereNull('definitions.archived_at')
    .orderBy('definitions.name')
    .select('rollouts.uid', 'rollouts.version', 'rollouts.waves', 'rollouts.wave', {
      definition: 'definitions.name',
      criteria: 'definition_versions.criteria',
    });
  const pending: { rollout_uid: string; environment_uid: string }[] = await knex(
    'rollout_environments',
  )
    .whereIn(
      'rollout_uid',
      rows.map(row => row.uid),
    )
    .where('status', 'pending')
    .select('rollout_uid', 'environment_uid');
  return rows.map(({ uid, definition, version, criteria, waves, wave }) => ({
    ...{ uid, definition, version, wave },
    criteria: JSON.parse(criteria),
    waves: JSON.parse(waves),
    waiting: new Set(
      pending.filter(each => each.rollout_uid === uid).map(each => each.environment_uid),
    ),
  }));
}

/** Whether a rollout has brought its version to an environment. Pure. */
export function hasReached(
  { waves, wave, waiting }: Pick<RolloutUnderWay, 'waves' | 'wave' | 'waiting'>,
  environment: { uid: string; type: string },
): boolean {
  return waves.slice(0, wave).flat().includes(environment.type) && !waiting.has(environment.uid);
}
