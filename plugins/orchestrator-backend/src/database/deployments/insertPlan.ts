import type { Fence } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Plan } from '@tutti/planner';
import type { Knex } from 'knex';

/**
 * Keeps a plan of a deployment under its hash; plans are immutable, so one that is kept already stays, and it is only noted
 * under which fence it was made again.
 */
export async function insertPlan(
  transaction: Knex.Transaction,
  args: {
    deploymentUid: string;
    hash: string;
    baseSet: string | undefined;
    plan: Plan;
    fence: Fence;
  },
): Promise<void> {
  await transaction('plans')
    .insert({
      deployment_uid: args.deploymentUid,
      hash: args.hash,
      fingerprint: args.plan.fingerprint,
      base_set: args.baseSet,
      content: JSON.stringify(args.plan),
      fence: args.fence.counter,
    })
    .onConflict(['deployment_uid', 'hash'])
    .merge(['fence']);
}
