import type { ChangeSinceApproval } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { differences, type Plan, type PlanNode } from '@tutti/planner';
import { planKeyOf } from './planKeyOf';

/**
 * What a plan would do otherwise than the one that was approved before it, node by node in the order of work: other
 * actions, other inputs, and at the end what it leaves out. Nodes of which neither plan changes anything are left out.
 */
export function changesSince(approved: Plan, actual: Plan): ChangeSinceApproval[] {
  const before = changingNodes(approved);
  const after = changingNodes(actual);
  const changes = [...after].flatMap(([key, node]) => changeOf(node, before.get(key), node));
  const gone = [...before].filter(([key]) => !after.has(key));
  return [...changes, ...gone.flatMap(([, node]) => changeOf(node, node, undefined))];
}

function changingNodes(plan: Plan): Map<string, PlanNode> {
  const nodes = plan.nodes.filter(node => node.inScope && node.action !== 'unchanged');
  return new Map(nodes.map(node => [planKeyOf(node), node]));
}

function changeOf(
  { node }: PlanNode,
  before: PlanNode | undefined,
  after: PlanNode | undefined,
): ChangeSinceApproval[] {
  const changed =
    before && after
      ? [
          ...differences(before.inputs, after.inputs, '/inputs'),
          ...differences(before.params, after.params, '/params'),
        ]
      : [];
  if (before?.action === after?.action && changed.length === 0) {
    return [];
  }
  return [
    {
      node,
      ...(before && { actionBefore: before.action }),
      ...(after && { action: after.action }),
      differences: changed,
    },
  ];
}
