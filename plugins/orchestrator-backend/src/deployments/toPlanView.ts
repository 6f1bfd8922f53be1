import type { PlanView } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Plan } from '@tutti/planner';

/** A plan as the API shows it: without what only execution needs. */
export function toPlanView(plan: Plan, hash: string): PlanView {
  const { set: _set, nodes, ...rest } = plan;
  return {
    ...rest,
    hash,
    nodes: nodes.map(
      ({
        inputsTemplate: _1,
        outputsTemplate: _2,
        bindings: _3,
        request: _4,
        context: _5,
        metadata: _6,
        values: _7,
        ...node
      }) => node,
    ),
  };
}
