import type { KubernetesObject } from '@tutti/kubernetes-manifests';
import { isJsonObject, type JsonObject } from '@tutti/score';

/** Kinds of Kubernetes that live outside namespaces. */
const CLUSTER_KINDS = new Set([
  'APIService',
  'CSIDriver',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterSecretStore',
  'CustomResourceDefinition',
  'GatewayClass',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'RuntimeClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeSnapshotClass',
]);

/**
 * Puts an object into a namespace, unless it names one or its kind has none, and labels it; its own labels win.
 * Objects of a custom kind that lives outside namespaces have to be made without the input `namespace`.
 */
export function placeObject(
  object: KubernetesObject,
  namespace: string | undefined,
  labels: Record<string, string>,
): KubernetesObject {
  const metadata: JsonObject = isJsonObject(object.metadata) ? object.metadata : {};
  const own = isJsonObject(metadata.labels) ? metadata.labels : {};
  return {
    ...object,
    metadata: {
      ...(namespace !== undefined && !CLUSTER_KINDS.has(object.kind) && { namespace }),
      ...metadata,
      labels: { ...labels, ...own },
    },
  };
}
