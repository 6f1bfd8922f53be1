import type { Knex } from 'knex';

/** Marks every node of a deployment that was begun and that nobody works on any more as failed, and says why. */
export async function failRunningNodes(
  transaction: Knex.Transaction,
  deploymentUid: string,
  reason: string,
): Promise<void> {
  await transaction('deployment_nodes')
    .where({ deployment_uid: deploymentUid, status: 'running' })
    .update({ status: 'failed', error: reason, finished_at: transaction.fn.now() });
}
