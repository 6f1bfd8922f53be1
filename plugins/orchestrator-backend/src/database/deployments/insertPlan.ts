import type { Plan } from '@tutti/planner';
import type { Knex } from 'knex';

/** Keeps a plan of a deployment under its hash; plans are immutable, so one that is kept already stays. */
export async function insertPlan(
  transaction: Knex.Transaction,
  args: { deploymentUid: string; hash: string; baseSet: string | undefined; plan: Plan },
): Promise<void> {
  await transaction('plans')
    .insert({
      deployment_uid: args.deploymentUid,
      hash: args.hash,
      fingerprint: args.plan.fingerprint,
      base_set: args.baseSet,
      content: JSON.stringify(args.plan),
    })
    .onConflict(['deployment_uid', 'hash'])
    .ignore();
}
