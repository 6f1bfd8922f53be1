import { compareText } from '@tutti/score';
import type { KubernetesObject } from '../model/KubernetesObject';
import { objectIdentity } from '../names/objectIdentity';

/** Each kind after those that it may need to exist; kinds that are not listed come last. */
const KINDS = [
  'CustomResourceDefinition',
  'Namespace',
  'PriorityClass',
  'StorageClass',
  'ResourceQuota',
  'LimitRange',
  'NetworkPolicy',
  'ServiceAccount',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'ClusterSecretStore',
  'SecretStore',
  'ExternalSecret',
  'Secret',
  'ConfigMap',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Service',
  'DaemonSet',
  'StatefulSet',
  'Deployment',
  'ReplicaSet',
  'Pod',
  'Job',
  'CronJob',
  'PodDisruptionBudget',
  'HorizontalPodAutoscaler',
  'IngressClass',
  'Ingress',
];

/**
 * Sorts objects into the order of applying them: by kind, then API group, namespace and name. Deletion goes the
 * other way round.
 *
 * @public
 */
export function orderObjects(objects: readonly KubernetesObject[]): KubernetesObject[] {
  return [...objects].sort((left, right) => {
    const one = objectIdentity(left);
    const other = objectIdentity(right);
    return (
      rank(one.kind) - rank(other.kind) ||
      compareText(one.kind, other.kind) ||
      compareText(one.group, other.group) ||
      compareText(one.namespace, other.namespace) ||
      compareText(one.name, other.name)
    );
  });
}

function rank(kind: string): number {
  const index = KINDS.indexOf(kind);
  return index < 0 ? KINDS.length : index;
}
