/**
 * The text form of a node within one environment: `type.class#id`, and `workload#<name>` for a workload
 * (its profile is a matching input, not identity, so that changing the profile updates the same node).
 */
export type NodeId = string & { readonly __brand: 'NodeId' };

/** The type of the nodes that stand for workloads; definitions of this type are profiles. */
export const WORKLOAD_TYPE = 'workload';
/** The type of the nodes that stand for a Kubernetes cluster. */
export const KUBERNETES_CLUSTER_TYPE = 'k8s-cluster';
/** The type of the nodes that stand for a Kubernetes namespace. */
export const KUBERNETES_NAMESPACE_TYPE = 'k8s-namespace';
/** The internal type of the node that brings all manifests of one cluster to where they are run. */
export const KUBERNETES_DELIVERY_TYPE = 'k8s-delivery';
/** The class of a request that names none. */
export const DEFAULT_CLASS = 'default';

/** The parts of a {@link NodeId}. For a workload `type` is `workload`, `class` is `default`, `id` its name. */
export interface NodeIdParts {
  type: string;
  class: string;
  id: string;
}

/**
 * Builds the text form of a node's identity.
 *
 * @throws Error when a part is empty or holds a character that separates the parts.
 */
export function nodeId(parts: { type: string; class?: string; id: string }): NodeId {
  const { type, class: resourceClass = DEFAULT_CLASS, id } = parts;
  if (!type || !id || /[.#]/.test(type) || /[.#]/.test(resourceClass) || id.includes('#')) {
    throw new Error(`"${type}.${resourceClass}#${id}" is not a node: write type.class#id.`);
  }
  return (
    type === WORKLOAD_TYPE ? `${WORKLOAD_TYPE}#${id}` : `${type}.${resourceClass}#${id}`
  ) as NodeId;
}

/** The node of the workload with this name. */
export function workloadNodeId(workload: string): NodeId {
  return nodeId({ type: WORKLOAD_TYPE, id: workload });
}

/**
 * Takes the text form of a node apart.
 *
 * @throws Error when the text is not of the form `type.class#id` or `workload#<name>`.
 */
export function parseNodeId(text: string): NodeIdParts {
  const match = /^([^.#]+)(?:\.([^.#]+))?#([^#]+)$/.exec(text);
  if (!match || (match[1] !== WORKLOAD_TYPE && !match[2])) {
    throw new Error(`"${text}" is not a node: write type.class#id, or workload#<name>.`);
  }
  return { type: match[1], class: match[2] ?? DEFAULT_CLASS, id: match[3] };
}
