import type { Knex } from 'knex';

/** Counts one more call of the driver for a node. */
export async function countNodeAttempt(
  transaction: Knex.Transaction,
  at: { deploymentUid: string; position: number },
): Promise<void> {
  await transaction('deployment_nodes')
    .where({ deployment_uid: at.deploymentUid, position: at.position })
    .increment('attempts', 1);
}
