import type { Knex } from 'knex';

/** Who asked the deployment to stop; undefined when nobody did. One row by its primary key, so it may be polled. */
export async function findCancelRequest(knex: Knex, uid: string): Promise<string | undefined> {
  const row = await knex('deployments').select('cancel_requested_by').where({ uid }).first();
  return row?.cancel_requested_by ?? undefined;
}
