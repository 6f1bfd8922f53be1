import type { Knex } from 'knex';

/** Notes who asked a running deployment to stop; the first one stays. */
export async function requestCancel(
  transaction: Knex.Transaction,
  uid: string,
  requestedBy: string,
): Promise<void> {
  await transaction('deployments')
    .where({ uid })
    .whereNull('cancel_requested_by')
    .update({ cancel_requested_by: requestedBy });
}
