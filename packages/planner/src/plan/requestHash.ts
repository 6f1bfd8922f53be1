import { canonicalHash } from '@tutti/score';
import type { JsonObject, Workload } from '@tutti/score';

/** What is asked for, as written. */
export interface RequestFacts {
  type: string;
  class: string;
  id: string;
  /** With their placeholders. */
  params?: JsonObject;
  /** The whole workload, when it is one that is asked for. */
  workload?: Workload;
}

/**
 * SHA-256 (hex) of what is asked for, as written: type, class, id and the params with their placeholders, or the whole
 * workload. A node that exists keeps its definition as long as this stays the same.
 */
export function requestHash(request: RequestFacts): string {
  const { type, class: resourceClass, id, params, workload } = request;
  return canonicalHash({
    type,
    class: resourceClass,
    id,
    ...(params && { params }),
    ...(workload && { workload }),
  });
}
