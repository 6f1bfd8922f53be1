import type { NodeId } from '@tutti/planner';
import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';

/**
 * The first of these nodes that a deployment with a higher number has worked on since a plan was made; undefined when there is
 * none. A lane works on one deployment at a time, so what was entered under a newer fence came after the plan.
 */
export async function findNodeAppliedLater(
  knex: Knex,
  args: {
    environmentUid: string;
    number: number;
    nodes: NodeId[];
    since: { deploymentUid: string; planHash: string };
  },
): Promise<{ node: NodeId; number: number } | undefined> {
  return knex('deployments')
    .join('deployment_nodes', 'deployment_nodes.deployment_uid', 'deployments.uid')
    .where('deployments.environment_uid', args.environmentUid)
    .where('deployments.number', '>', args.number)
    .where('deployment_nodes.attempts', '>', 0)
    .where(
      knex.raw('coalesce(deployments.entered_lane_fence, 0)'),
      '>',
      knex.raw('coalesce((?), -1)', [
        knex('plans')
          .select('fence')
          .where({ deployment_uid: args.since.deploymentUid, hash: args.since.planHash }),
      ]),
    )
    .modify(query => whereAmong(query, 'deployment_nodes.node', args.nodes))
    .orderBy(['deployments.number', 'deployment_nodes.node'])
    .select('deployment_nodes.node', 'deployments.number')
    .first();
}
