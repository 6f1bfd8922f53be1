import type { DeploymentPhase } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { KUBERNETES_DELIVERY_TYPE, WORKLOAD_TYPE, type PlanNode } from '@tutti/planner';

/** The phase of the pattern in which a node is worked on: workloads and deliveries are deployed, the rest is created. */
export function phaseOf(node: Pick<PlanNode, 'type'>): DeploymentPhase {
  return node.type === WORKLOAD_TYPE || node.type === KUBERNETES_DELIVERY_TYPE
    ? 'deploy'
    : 'create';
}
