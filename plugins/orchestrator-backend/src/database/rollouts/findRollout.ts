import type { Knex } from 'knex';
import { selectRollouts, toRolloutRecord, type RolloutRecord } from './RolloutRecord';

/** Reads a rollout; undefined when there is none. */
export async function findRollout(knex: Knex, uid: string): Promise<RolloutRecord | undefined> {
  const row = await selectRollouts(knex).where('rollouts.uid', uid).first();
  return row && toRolloutRecord(row);
}
