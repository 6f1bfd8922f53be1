import type { RolloutEnvironmentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';

/** How many environments of each rollout have each status; statuses that none has are left out. */
export async function countRolloutEnvironments(
  knex: Knex,
  rolloutUids: readonly string[],
): Promise<Map<string, Partial<Record<RolloutEnvironmentStatus, number>>>> {
  const rows: { uid: string; status: RolloutEnvironmentStatus; count: number | string }[] =
    await knex('rollout_environments')
      .modify(query => whereAmong(query, 'rollout_uid', rolloutUids))
      .groupBy('rollout_uid', 'status')
      .orderBy(['rollout_uid', 'status'])
      .select({ uid: 'rollout_uid', status: 'status' }, knex.raw('count(*) as ??', ['count']));
  const counts = new Map<string, Partial<Record<RolloutEnvironmentStatus, number>>>();
  for (const { uid, status, count } of rows) {
    counts.set(uid, { ...counts.get(uid), [status]: Number(count) });
  }
  return counts;
}
