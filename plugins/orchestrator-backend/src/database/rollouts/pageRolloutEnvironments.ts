import type { RolloutEnvironmentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';
import {
  selectRolloutEnvironments,
  toRolloutEnvironmentRecord,
  type RolloutEnvironmentRecord,
} from './RolloutEnvironmentRecord';

const ORDER = ['rollout_environments.wave', 'applications.name', 'environments.name'];

/** What {@link pageRolloutEnvironments} looks for; all that is given must hold. */
export interface PageRolloutEnvironments {
  rolloutUid: string;
  status?: RolloutEnvironmentStatus;
  /** Only these environments; an empty list finds nothing. */
  environmentUids?: readonly string[];
  /** Wave, application and name of the last one of the page before. */
  after?: readonly [number, string, string];
  limit: number;
}

/** Some of the environments that a rollout has reached, by wave, application and name. */
export async function pageRolloutEnvironments(
  knex: Knex,
  filter: PageRolloutEnvironments,
): Promise<RolloutEnvironmentRecord[]> {
  const { rolloutUid, status, environmentUids, after, limit } = filter;
  const query = selectRolloutEnvironments(knex)
    .where('rollout_environments.rollout_uid', rolloutUid)
    .orderBy(ORDER)
    .limit(limit);
  if (status !== undefined) {
    query.where('rollout_environments.status', status);
  }
  if (environmentUids) {
    whereAmong(query, 'rollout_environments.environment_uid', environmentUids);
  }
  if (after) {
    query.whereRaw('(??, ??, ??) > (?, ?, ?)', [...ORDER, ...after]);
  }
  return (await query).map(toRolloutEnvironmentRecord);
}
