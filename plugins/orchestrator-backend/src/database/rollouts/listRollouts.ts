import type { Knex } from 'knex';
import { selectRollouts, toRolloutRecord, type RolloutRecord } from './RolloutRecord';

/** Rollouts of a definition, newest first. @param filter.before - only those with a smaller uid */
export async function listRollouts(
  knex: Knex,
  filter: { definition: string; before?: string; limit: number },
): Promise<RolloutRecord[]> {
  const { definition, before, limit } = filter;
  const query = selectRollouts(knex)
    .where('definitions.name', definition)
    .orderBy('rollouts.uid', 'desc')
    .limit(limit);
  if (before !== undefined) {
    query.where('rollouts.uid', '<', before);
  }
  return (await query).map(toRolloutRecord);
}
