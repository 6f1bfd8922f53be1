import type { NodeId } from '@tutti/planner';
import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';

/** The first of these nodes that a deployment with a higher number has worked on; undefined when there is none. */
export async function findNodeAppliedLater(
  knex: Knex,
  args: { environmentUid: string; number: number; nodes: NodeId[] },
): Promise<{ node: NodeId; number: number } | undefined> {
  return knex('deployments')
    .join('deployment_nodes', 'deployment_nodes.deployment_uid', 'deployments.uid')
    .where('deployments.environment_uid', args.environmentUid)
    .where('deployments.number', '>', args.number)
    .where('deployment_nodes.attempts', '>', 0)
    .modify(query => whereAmong(query, 'deployment_nodes.node', args.nodes))
    .orderBy(['deployments.number', 'deployment_nodes.node'])
    .select('deployment_nodes.node', 'deployments.number')
    .first();
}
