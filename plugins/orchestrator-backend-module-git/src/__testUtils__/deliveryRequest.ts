import { randomUUID } from 'node:crypto';
import type { NodeId } from '@tutti/planner';
import type { NodeManifests } from '@tutti/backstage-plugin-platform-orchestrator-node';
import {
  createDriverContext,
  type CreateDriverContextOptions,
} from '@tutti/backstage-plugin-platform-orchestrator-node/testUtils';
import type { GitDeliveryInputs, GitDeliveryState } from '../GitDeliveryDriver';

/** The node of a delivery. */
export const NODE = 'k8s-delivery.default#k8s-cluster' as NodeId;

/** The manifests of a workload: a ConfigMap with this value. */
export function workloadManifests(name: string, value: string): NodeManifests {
  return {
    node: `workload#${name}` as NodeId,
    kind: 'workload',
    name,
    objects: [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name, namespace: 'shop' },
        data: { value },
      },
    ],
  };
}

/** What the tests ask the driver for; another environment at each call. */
export function deliveryRequest(manifests = [workloadManifests('web', 'one')]) {
  const uid = randomUUID();
  return {
    inputs: { repository: 'deployments' } as GitDeliveryInputs,
    node: NODE,
    environment: { uid, id: `environment-${uid.slice(0, 8)}`, type: 'development' },
    manifests,
  };
}

/** A context for a request. */
export function deliveryContext(
  options: CreateDriverContextOptions<GitDeliveryInputs, GitDeliveryState>,
) {
  return createDriverContext<GitDeliveryInputs, GitDeliveryState>(options);
}
