import type { Knex } from 'knex';
import { selectRollouts, toRolloutRecord, type RolloutRecord } from './RolloutRecord';

/** The rollout of a definition that runs or is paused; at most one, which a unique index holds. */
export async function findUnfinishedRollout(
  knex: Knex,
  definitionUid: string,
): Promise<RolloutRecord | undefined> {
  const row = await selectRollouts(knex)
    .where('rollouts.definition_uid', definitionUid)
    .whereIn('rollouts.status', ['running', 'paused'])
    .first();
  return row && toRolloutRecord(row);
}
