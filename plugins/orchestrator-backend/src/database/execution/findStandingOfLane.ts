import type { Knex } from 'knex';
import { LANE_STATUSES } from '../../deployments/deploymentStatus';

/**
 * How the lane of an environment stands among others: whose it is, and whether something in it wants to end, which is a
 * deployment that destroys or one that shall be cancelled. What stands before that in its lane is hurried along.
 * Served by the primary key and the partial index on active deployments.
 *
 * @returns undefined when there is no such environment
 */
export async function findStandingOfLane(
  knex: Knex,
  environmentUid: string,
): Promise<{ applicationUid: string; urgent: boolean } | undefined> {
  const ending = knex('deployments')
    .select(knex.raw('1'))
    .where({ environment_uid: environmentUid })
    .whereIn('status', [...LANE_STATUSES])
    .where(query => query.where({ kind: 'destroy' }).orWhereNotNull('cancel_requested_by'));
  const row = await knex('environments')
    .select('application_uid', { urgent: knex.raw('exists ?', [ending]) })
    .where({ uid: environmentUid })
    .first();
  return row && { applicationUid: row.application_uid, urgent: Boolean(row.urgent) };
}
