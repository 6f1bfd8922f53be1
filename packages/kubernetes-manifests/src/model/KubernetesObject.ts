import type { JsonObject } from '@tutti/score';

/** A Kubernetes object as plain JSON. @public */
export interface KubernetesObject extends JsonObject {
  apiVersion: string;
  kind: string;
}
