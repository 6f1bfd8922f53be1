import type { RolloutStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { selectRollouts, toRolloutRecord, type RolloutRecord } from './RolloutRecord';

/** Rollouts of a definition, newest first. @param filter.before - only those with a smaller uid */
export async function listRollouts(
  knex: Knex,
  filter: { definition: string; status?: RolloutStatus; before?: string; limit: number },
): Promise<RolloutRecord[]> {
  const { definition, status, before, limit } = filter;
  const query = selectRollouts(knex)
    .where('definitions.name', definition)
    .orderBy('rollouts.uid', 'desc')
    .limit(limit);
  if (status !== undefined) {
    query.where('rollouts.status', status);
  }
  if (before !== undefined) {
    query.where('rollouts.uid', '<', before);
  }
  return (await query).map(toRolloutRecord);
}
