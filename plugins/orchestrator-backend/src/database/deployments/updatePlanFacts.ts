import type { NodeId, PlanAction } from '@tutti/planner';
import type { Knex } from 'knex';

/** Writes down what the plan in force says about a deployment as a whole. */
export async function updatePlanFacts(
  transaction: Knex.Transaction,
  uid: string,
  facts: {
    planHash: string;
    setHash: string;
    scope: NodeId[];
    valueVersion: string;
    summary: Partial<Record<PlanAction, number>>;
  },
): Promise<void> {
  await transaction('deployments')
    .where({ uid })
    .update({
      plan_hash: facts.planHash,
      set_hash: facts.setHash,
      scope: JSON.stringify(facts.scope),
      value_version: facts.valueVersion,
      summary: JSON.stringify(facts.summary),
    });
}
