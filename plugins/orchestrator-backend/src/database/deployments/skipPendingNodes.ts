import type { Knex } from 'knex';

/** Marks every node of a deployment that has not been begun as skipped, and says why. */
export async function skipPendingNodes(
  transaction: Knex.Transaction,
  deploymentUid: string,
  reason: string,
): Promise<void> {
  await transaction('deployment_nodes')
    .where({ deployment_uid: deploymentUid, status: 'pending' })
    .update({ status: 'skipped', error: reason, finished_at: transaction.fn.now() });
}
