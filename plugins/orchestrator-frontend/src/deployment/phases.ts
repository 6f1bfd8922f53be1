import { isFinal } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type {
  Deployment,
  DeploymentNode,
  DeploymentPhase,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { parseNodeId } from '@tutti/planner';

/** How far a phase is. */
export type PhaseStatus = 'pending' | 'running' | 'succeeded' | 'failed' | 'skipped';

const DEPLOY_TYPES = new Set(['workload', 'k8s-delivery']);

/**
 * How far the four phases of a deployment are. Read has ended before a deployment exists; Match ends with the plan;
 * the nodes that make resources are Create, workloads and their delivery are Deploy.
 */
export function phasesOf(
  deployment: Deployment,
  nodes: DeploymentNode[],
): Record<DeploymentPhase, PhaseStatus> {
  const planned = deployment.planHash !== undefined;
  const over = isFinal(deployment.status);
  const deployNodes = nodes.filter(({ node }) => DEPLOY_TYPES.has(parseNodeId(node).type));
  const createNodes = nodes.filter(({ node }) => !DEPLOY_TYPES.has(parseNodeId(node).type));
  let match: PhaseStatus = 'pending';
  if (planned && deployment.status !== 'planning') {
    match = 'succeeded';
  } else if (over) {
    match = deployment.status === 'failed' ? 'failed' : 'skipped';
  } else if (deployment.status === 'planning') {
    match = 'running';
  }
  const failedInPlan = planned && deployment.status === 'failed' && nodes.length === 0;
  return {
    read: 'succeeded',
    match: failedInPlan ? 'failed' : match,
    create: phaseOf(createNodes, deployment),
    deploy: phaseOf(deployNodes, deployment),
  };
}

function phaseOf(nodes: DeploymentNode[], deployment: Deployment): PhaseStatus {
  const over = isFinal(deployment.status);
  const waits = deployment.status === 'awaiting-approval' && nodes.length === 0;
  if (deployment.status === 'pending' || deployment.status === 'planning' || waits) {
    return 'pending';
  }
  if (nodes.some(({ status }) => status === 'failed' || status === 'needs-attention')) {
    return 'failed';
  }
  if (nodes.some(({ status }) => status === 'running')) {
    return 'running';
  }
  if (nodes.every(({ status }) => status === 'succeeded')) {
    return over && deployment.status !== 'succeeded' && nodes.length === 0
      ? 'skipped'
      : 'succeeded';
  }
  if (over) {
    return 'skipped';
  }
  return nodes.some(({ status }) => status === 'succeeded') ? 'running' : 'pending';
}
