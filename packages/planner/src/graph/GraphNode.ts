import type { JsonObject, Problem } from '@tutti/score';
import type {
  DefinitionVersion,
  DriverDescriptor,
  MatchExplanation,
  NodeId,
  NodeIdParts,
  ResourceTypeSpec,
} from '../model';
import type { PreviousNames } from './moves';
import type { NodeRequest, ParamsScope } from './NodeRequest';
import type { Predecessor } from './PlanningWorld';

/** A node that a definition added beside its own. */
export interface Provisioned {
  node: NodeId;
  dependsOnThis: boolean;
  inheritDependents: boolean;
}

/** What a definition collects: the anchor, and which of its neighbours. */
export interface Collecting {
  anchor: NodeId;
  direction: 'dependents' | 'dependencies';
  type: string;
}

/** A node of the resource graph while it is built: matched, with what it asks for. */
export interface GraphNode extends NodeIdParts {
  node: NodeId;
  resourceType?: ResourceTypeSpec;
  match: MatchExplanation;
  definition?: DefinitionVersion;
  driver?: DriverDescriptor;
  /** The row that it goes on from. */
  predecessor?: Predecessor;
  /** `context.resource.name`, as long as nothing is replaced. */
  name: string;
  requestHash: string;
  /** The workload that it is private to. */
  owner?: string;
  /** What it was called before the moves of this deployment, where that was otherwise. */
  previous?: PreviousNames;
  /** Params with the defaults filled in, or the Score workload; a template. */
  request: JsonObject;
  scope: ParamsScope;
  context: JsonObject;
  /** The first place that asks for it. */
  place: { source: string; pointer: string };
  /** A named workload leads here. */
  reached: boolean;
  /** Alias → node. */
  dependencies: Record<string, NodeId>;
  provisioned: Provisioned[];
  collecting: Record<string, Collecting>;
  /** What its definition asks for, in order. */
  asks: NodeRequest[];
  problems: Problem[];
}

/** A node with its edges. */
export interface ConnectedNode extends GraphNode {
  /** Without these it cannot be made. */
  needs: Set<NodeId>;
  /** It comes after these when they are in the same deployment, and does not need them: members, manifests. */
  follows: Set<NodeId>;
  /** Name → members, sorted by id. */
  collected: Record<string, NodeId[]>;
  /** Workloads that ask for it, directly or through others; sorted. */
  workloads: string[];
}
