import type { DeploymentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import {
  selectDeployments,
  toDeploymentRecord,
  type DeploymentRecord,
} from '../deployments/DeploymentRecord';

const UNDER_WAY: DeploymentStatus[] = ['planning', 'applying', 'verifying'];

/**
 * The deployment that a lane has to work on: the one that is under way, or else the lowest number that is pending, of
 * which only plans begin where the environment is paused; undefined when there is nothing to do. What is under way goes
 * first because one that comes back from approval may have
 * a lower number, and would be worked on in the middle of it after a crash. Served by two partial indexes, so neither
 * history nor what waits matters.
 */
export async function findHeadOfLane(
  knex: Knex,
  environmentUid: string,
): Promise<DeploymentRecord | undefined> {
  const row = await selectDeployments(knex)
    .where('deployments.uid', uidOfHead(knex, environmentUid))
    .first();
  return row && toDeploymentRecord(row);
}

/** Whose turn it is, as {@link findHeadOfLane} says: asked again under the lane's lock, where nobody changes it. */
export async function findUidOfHead(
  transaction: Knex.Transaction,
  environmentUid: string,
): Promise<string | undefined> {
  const row = await transaction
    .select({ uid: uidOfHead(transaction, environmentUid) })
    .first<{ uid: string | null }>();
  return row?.uid ?? undefined;
}

function uidOfHead(knex: Knex, environmentUid: string): Knex.Raw {
  const lowest = (statuses: DeploymentStatus[]) =>
    knex('deployments')
      .select('uid')
      .where({ environment_uid: environmentUid })
      .whereRaw(`status in (${statuses.map(status => `'${status}'`).join(', ')})`)
      .orderBy('number')
      .limit(1);
  // Where deployments are kept out, only what changes nothing goes on; a deletion lifts the pause.
  const begins = lowest(['pending']).where(either =>
    either
      .where({ plan_only: true })
      .orWhereNotExists(
        knex('environments')
          .select(knex.raw('1'))
          .where({ 'environments.uid': environmentUid, 'environments.status': 'paused' }),
      ),
  );
  return knex.raw('coalesce((?), (?))', [lowest(UNDER_WAY), begins]);
}
