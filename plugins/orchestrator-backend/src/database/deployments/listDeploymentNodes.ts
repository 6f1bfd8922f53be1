import type { DeploymentNode } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { optional, optionalIsoTime } from '../columns';

/** A node of a deployment and its place in the order of work. */
export interface DeploymentNodeRecord extends DeploymentNode {
  position: number;
}

/** Lists the nodes of a deployment in the order of work. */
export async function listDeploymentNodes(
  knex: Knex,
  deploymentUid: string,
): Promise<DeploymentNodeRecord[]> {
  const rows = await knex('deployment_nodes')
    .where({ deployment_uid: deploymentUid })
    .orderBy('position');
  return rows.map(row => ({
    position: row.position,
    node: row.node,
    action: row.action,
    status: row.status,
    attempts: row.attempts,
    error: optional<string>(row.error),
    errorClass: optional<string>(row.error_class),
    startedAt: optionalIsoTime(row.started_at),
    finishedAt: optionalIsoTime(row.finished_at),
  }));
}
