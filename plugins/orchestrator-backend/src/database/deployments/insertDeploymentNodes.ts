import type { NodeId, PlanAction } from '@tutti/planner';
import type { Knex } from 'knex';
import { recordset } from '../recordset';

/** Writes the nodes that a deployment will work on, all `pending`, in one statement. */
export async function insertDeploymentNodes(
  transaction: Knex.Transaction,
  deploymentUid: string,
  nodes: readonly { position: number; node: NodeId; action: PlanAction }[],
): Promise<void> {
  if (nodes.length > 0) {
    const columns = { position: 'integer', node: 'text', action: 'text' } as const;
    await transaction.raw(
      `insert into deployment_nodes (deployment_uid, position, node, action, status) ` +
        `select cast(? as text), given.position, given.node, given.action, 'pending' from ?`,
      [deploymentUid, recordset(transaction, columns, nodes)],
    );
  }
}
