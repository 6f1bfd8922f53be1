import type { JsonObject } from '../json/JsonValue';
import type { ResourceUid } from './ResourceUid';

/** One resource that a set of workloads asks for, whatever the number of places that name it. @public */
export interface ResourceRequest {
  uid: ResourceUid;
  type: string;
  class: string;
  id: string;
  /** True when any of the places gives an explicit id. */
  shared: boolean;
  /** The params that all places which carry any agree on, with placeholders as written. */
  params?: JsonObject;
  /** The metadata that all places which carry any agree on. */
  metadata?: JsonObject;
  /**
   * The workload in whose metadata and resources the placeholders of `params` resolve: the first in name
   * order that carries params, else the first that names the resource.
   */
  sourceWorkload: string;
  /** The key of the resource in the source workload; the first in name order that decides it. */
  sourceKey: string;
  /** Every place that names the resource, by workload and key. */
  usedBy: { workload: string; key: string }[];
}
