import {
  KUBERNETES_CLUSTER_TYPE,
  KUBERNETES_DELIVERY_TYPE,
  KUBERNETES_NAMESPACE_TYPE,
  WORKLOAD_TYPE,
} from '../model';
import type { ResourceTypeSpec } from '../model';

/**
 * The resource types that orchestration itself knows. A registry may declare a type of the same name, for instance to
 * promise more outputs of a cluster; its declaration then counts.
 */
export const builtInResourceTypes: ResourceTypeSpec[] = [
  {
    name: WORKLOAD_TYPE,
    title: 'Workload',
    description: 'What one Score file describes. Definitions of this type are profiles.',
    use: 'internal',
    scope: 'workload',
    stateful: false,
    params: { type: 'object' },
    outputs: { type: 'object' },
  },
  {
    name: KUBERNETES_CLUSTER_TYPE,
    title: 'Kubernetes cluster',
    description: 'Where manifests are brought to; the class tells several clusters apart.',
    use: 'internal',
    scope: 'environment',
    stateful: false,
    params: { type: 'object' },
    outputs: { type: 'object' },
  },
  {
    name: KUBERNETES_NAMESPACE_TYPE,
    title: 'Kubernetes namespace',
    description: 'The namespace of an environment.',
    use: 'internal',
    scope: 'environment',
    stateful: false,
    params: { type: 'object' },
    outputs: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' } },
      additionalProperties: true,
    },
  },
  {
    name: KUBERNETES_DELIVERY_TYPE,
    title: 'Kubernetes delivery',
    description: 'Brings all manifests of one cluster to where they run.',
    use: 'internal',
    scope: 'workload',
    stateful: false,
    params: { type: 'object' },
    outputs: { type: 'object' },
  },
];
