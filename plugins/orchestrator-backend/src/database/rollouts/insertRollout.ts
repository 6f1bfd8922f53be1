import type { Knex } from 'knex';
import type { RolloutRecord } from './RolloutRecord';

/** What a new rollout is made of; its first wave has begun. */
export type NewRollout = Pick<
  RolloutRecord,
  | 'uid'
  | 'definitionUid'
  | 'version'
  | 'defaultBefore'
  | 'waves'
  | 'concurrency'
  | 'confirmImpact'
  | 'startedBy'
  | 'reason'
>;

/** Writes a rollout that runs. Of one definition only one may be unfinished, which a unique index holds. */
export async function insertRollout(
  transaction: Knex.Transaction,
  rollout: NewRollout,
): Promise<void> {
  await transaction('rollouts').insert({
    uid: rollout.uid,
    definition_uid: rollout.definitionUid,
    version: rollout.version,
    default_before: rollout.defaultBefore,
    waves: JSON.stringify(rollout.waves),
    wave: 1,
    concurrency: rollout.concurrency,
    status: 'running',
    confirm_impact: rollout.confirmImpact,
    started_by: rollout.startedBy,
    reason: rollout.reason,
  });
}
