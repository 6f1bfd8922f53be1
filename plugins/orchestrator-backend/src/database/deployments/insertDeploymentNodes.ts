import type { NodeId, PlanAction } from '@tutti/planner';
import type { Knex } from 'knex';

/** SQLite takes 999 bound values in its oldest form; six columns a row. */
const BATCH = 100;

/** Writes the nodes that a deployment will work on, all `pending`; what stood there of an earlier plan goes. */
export async function insertDeploymentNodes(
  transaction: Knex.Transaction,
  deploymentUid: string,
  nodes: { position: number; node: NodeId; action: PlanAction }[],
): Promise<void> {
  await transaction('deployment_nodes').where({ deployment_uid: deploymentUid }).delete();
  const rows = nodes.map(node => ({ deployment_uid: deploymentUid, ...node, status: 'pending' }));
  await transaction.batchInsert('deployment_nodes', rows, BATCH);
}
