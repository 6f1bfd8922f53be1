import type { NodeId, Plan, PlanAction } from '@tutti/planner';

/** The nodes in a plan's scope, with their places in the order of work. */
export function nodesToWorkOn(
  plan: Plan,
): { position: number; node: NodeId; action: PlanAction }[] {
  return plan.nodes.flatMap(({ node, action, inScope }, position) =>
    inScope ? [{ position, node, action }] : [],
  );
}
