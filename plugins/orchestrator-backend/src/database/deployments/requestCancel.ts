import type { Knex } from 'knex';
import { isPostgres } from '../columns';

/** On PostgreSQL workers hear here, once the transaction has committed, that something shall be cancelled. */
export const CANCEL_CHANNEL = 'platform_orchestrator_cancels';

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
  if (isPostgres(transaction)) {
    await transaction.raw('select pg_notify(?, ?)', [CANCEL_CHANNEL, '']);
  }
}
