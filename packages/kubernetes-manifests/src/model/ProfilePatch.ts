import type { JsonObject, JsonValue } from '@tutti/score';

/** Which objects of a workload a patch is for: those that fit every part that is set. @public */
export interface PatchTarget {
  /** One kind or several, such as `Deployment`. */
  kind?: string | string[];
  /** The name of the object; of a Job, the name without the hash of its content. */
  name?: string;
  /** Labels that the object has to have, with exactly these values. */
  labels?: Record<string, string>;
}

/** An operation of a JSON Patch (RFC 6902). @public */
export interface JsonPatchOperation {
  op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  /** JSON pointer into the object. */
  path: string;
  /** JSON pointer, of `move` and `copy`. */
  from?: string;
  /** Of `add`, `replace` and `test`. */
  value?: JsonValue;
}

/**
 * A change that a profile makes to rendered objects: exactly one of a JSON Patch and a strategic merge patch.
 *
 * @public
 */
export interface ProfilePatch {
  /** Names the patch in messages. */
  name: string;
  /** Every object when absent. */
  target?: PatchTarget;
  /** The operations of a JSON Patch, applied one after another. */
  jsonPatch?: JsonPatchOperation[];
  /**
   * A strategic merge patch, with the merge keys of Kubernetes and the directives `$patch`, `$retainKeys`,
   * `$deleteFromPrimitiveList/…` and `$setElementOrder/…`. Objects of custom kinds, for which Kubernetes knows no
   * strategy, are merged as RFC 7396 says: objects by key, lists as a whole.
   */
  strategicMerge?: JsonObject;
}
