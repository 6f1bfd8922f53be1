import type { Knex } from 'knex';
import { isoTime } from '../databaseTime';

/** When the last plan of a deployment was kept; ISO 8601. A deployment has few plans: one each time people were asked. */
export async function findPlanTime(knex: Knex, deploymentUid: string): Promise<string | undefined> {
  const row = await knex('plans')
    .where({ deployment_uid: deploymentUid })
    .orderBy('created_at', 'desc')
    .select('created_at')
    .first();
  return row && isoTime(row.created_at);
}
