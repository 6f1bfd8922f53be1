import type { NodeId } from '@tutti/planner';
import type { JsonObject } from '@tutti/score';

/** A Kubernetes object as plain JSON. */
export interface KubernetesObject extends JsonObject {
  apiVersion: string;
  kind: string;
}

/** The Kubernetes objects that one node contributes to the delivery of its cluster. Never holds a secret. */
export interface NodeManifests {
  node: NodeId;
  /** Decides the folder: `workloads/<name>` or `resources/<name>`. */
  kind: 'workload' | 'resource';
  /** The workload's name, or the resource's `context.resource.name`. */
  name: string;
  objects: KubernetesObject[];
}
