import { canonicalJson, compareText } from '@tutti/score';
import type { JsonObject, Problem } from '@tutti/score';
import type { NodeId, NodeIdParts } from '../model';
import type { PreviousNames } from './moves';

/** Where the placeholders of params resolve: in the Score file that they were written in. */
export interface ParamsScope {
  metadata?: JsonObject;
  /** Resource key → node. */
  bindings: Readonly<Record<string, NodeId>>;
}

/** The scope of params that were not written in a Score file: there is nothing to resolve. */
export const NO_SCOPE: ParamsScope = { bindings: {} };

/** The node that a resource key stands for; keys are given by strangers, so only own properties count. */
export function boundNode(scope: ParamsScope, key: string | undefined): NodeId | undefined {
  return key !== undefined && Object.hasOwn(scope.bindings, key) ? scope.bindings[key] : undefined;
}

/** One place that asks for a node. */
export interface NodeRequest extends NodeIdParts {
  node: NodeId;
  /** `root`: the workload itself; `score`: a Score file's resource; the others come from definitions. */
  relation: 'root' | 'score' | 'dependency' | 'provision' | 'delivery';
  /** The node that asks; a `root` is asked for by the set. */
  requester?: NodeId;
  /** A template: placeholders are those of the {@link ParamsScope}. */
  params?: JsonObject;
  scope: ParamsScope;
  /** The workload that the node is private to, as far as this place says. */
  owner?: string;
  /** What this place would have asked for before the moves of this deployment, where that is another node. */
  previous?: PreviousNames;
  /** A provision of a fixed id that says nothing about merging. */
  mustNotMerge?: boolean;
  /** Where it is written. */
  place: { source: string; pointer: string };
}

/** What all places that ask for one node come to. */
export interface MergedRequest {
  params?: JsonObject;
  scope: ParamsScope;
  owner?: string;
  previous?: PreviousNames;
  /** A named workload leads here, so pins take effect. */
  reached: boolean;
}

/** Orders the places that ask for a node: Score files by name first, so that what they say decides. */
export function compareRequests(left: NodeRequest, right: NodeRequest): number {
  return (
    relationRank(left) - relationRank(right) ||
    compareText(left.requester ?? '', right.requester ?? '') ||
    compareText(left.place.source, right.place.source) ||
    compareText(left.place.pointer, right.place.pointer)
  );
}

/**
 * Merges the places that ask for one node. Those that carry params must agree on them as written; one without params
 * agrees with any. Params resolve in the scope of the first place that carries them.
 */
export function mergeRequests(
  requests: readonly NodeRequest[],
  isReached: (requester: NodeId | undefined) => boolean,
): MergedRequest {
  const sorted = [...requests].sort(compareRequests);
  const source = sorted.find(request => request.params !== undefined) ?? sorted[0];
  const owners = new Set(sorted.flatMap(request => request.owner ?? []));
  const moved = sorted.find(request => request.previous !== undefined);
  return {
    ...(source.params && { params: source.params }),
    scope: source.scope,
    ...(owners.size === 1 && { owner: [...owners][0] }),
    ...(moved && { previous: moved.previous }),
    reached: sorted.some(request => isReached(request.requester)),
  };
}

/**
 * Whether two merged requests say the same. A scope is that of one Score file, or {@link NO_SCOPE}, so it is compared by
 * identity: it names all resources of the file, and looking into it for each of them would take the square of the time.
 */
export function isSameRequest(left: MergedRequest, right: MergedRequest): boolean {
  return (
    left.scope === right.scope &&
    left.owner === right.owner &&
    left.previous?.id === right.previous?.id &&
    left.previous?.owner === right.previous?.owner &&
    left.reached === right.reached &&
    (left.params === right.params ||
      canonicalJson(left.params ?? 0) === canonicalJson(right.params ?? 0))
  );
}

/** One problem for each place whose params differ from those that decide. */
export function conflictingParams(requests: readonly NodeRequest[]): Problem[] {
  const carriers = [...requests]
    .sort(compareRequests)
    .filter(request => request.params !== undefined);
  const [first, ...others] = carriers;
  const agreed = first && canonicalJson(first.params);
  return others
    .filter(other => canonicalJson(other.params) !== agreed)
    .map(other => ({
      severity: 'error',
      code: 'different-params',
      message: `Requests for ${other.node} must agree on params, and those of ${requesterWords(first)} and ${requesterWords(other)} differ.`,
      ...other.place,
      hint: 'Give both the same params, or leave them out in one of the two, or use another id.',
    }));
}

/** Who asks, in words. */
export function requesterWords(request: NodeRequest): string {
  return request.requester
    ? `${request.requester} (${request.place.source}${request.place.pointer})`
    : request.place.source;
}

function relationRank({ relation }: NodeRequest): number {
  return relation === 'root' || relation === 'score' ? 0 : 1;
}
