import type { Knex } from 'knex';

/** Removes the nodes of an earlier plan of a deployment. */
export async function deleteDeploymentNodes(
  transaction: Knex.Transaction,
  deploymentUid: string,
): Promise<void> {
  await transaction('deployment_nodes').where({ deployment_uid: deploymentUid }).delete();
}
