import type { Difference, NodeId, PlanAction } from '@tutti/planner';

/** A change to the registry that is only thought of. All parts that are given happen together. */
export interface ImpactChange {
  /** Manifests that are added or changed, as files of YAML; as if they came into force at once. */
  files?: { name: string; content: string }[];
  /** The files are all that this source declares: what else it declares now goes. */
  source?: string;
  promote?: { definition: string; version: number }[];
  /** As `promote`, and what the definition has made is brought to the version. */
  rollout?: { definition: string; version: number };
  remove?: { kind: 'ResourceDefinition' | 'ResourceType' | 'EnvironmentType'; name: string }[];
}

/** What is known about one environment; never an empty silence. */
export type ImpactResult = 'affected' | 'unaffected' | 'not-evaluated';

/** A node that a refresh would treat otherwise after the change than before it. */
export interface ImpactNode {
  node: NodeId;
  /** What a refresh would do after the change; absent: the node would no longer be made. */
  action?: PlanAction;
  /** What a refresh would do now; absent: the node would be new. */
  actionBefore?: PlanAction;
  reason: string;
  definition?: string;
  version?: number;
  definitionBefore?: string;
  versionBefore?: number;
  stateful: boolean;
  replaces: boolean;
  destroys: boolean;
  /** It replaces, destroys, orphans or blocks something: saving the change needs a confirmation. */
  destructive: boolean;
  /** Some inputs are known only when other nodes have been made, so it may be less than this. */
  knownAfter: boolean;
  /** Against what is applied now; secrets are marks. */
  differences: Difference[];
}

/** A rollout under way that takes in an environment. */
export interface EnvironmentRollout {
  uid: string;
  definition: string;
  version: number;
  /** It has brought its version there, which stands in for the default; otherwise the default is planned with. */
  hasArrived: boolean;
}

/** What a change would do in one environment. */
export interface EnvironmentImpact {
  application: string;
  environment: string;
  environmentUid: string;
  environmentType: string;
  result: ImpactResult;
  /** Why, in words; of `not-evaluated` what is in the way. */
  reason: string;
  /** Absent: none takes the environment in. */
  rollouts?: EnvironmentRollout[];
  nodes: ImpactNode[];
}

/** Counts over all environments, also those that the reader may not see. */
export interface ImpactSummary {
  affected: number;
  unaffected: number;
  notEvaluated: number;
  replaced: number;
  destroyed: number;
  blocked: number;
  /** Nodes that make a confirmation necessary. */
  destructive: number;
}

/** What a change would do; immutable once it is `done`. */
export interface ImpactReport {
  uid: string;
  status: 'pending' | 'running' | 'done' | 'failed';
  change: ImpactChange;
  requestedBy: string;
  /** ISO 8601. */
  createdAt: string;
  /** Sentence: why it failed. */
  error?: string;
  /** The state of the registry that it was made from. */
  registryRevision?: string;
  summary?: ImpactSummary;
  /** Those that the reader may see: affected ones first, then by application and environment. */
  environments?: EnvironmentImpact[];
  /** How many environments are left out because the reader may not see them; absent: none. The counts include them. */
  hiddenEnvironments?: number;
}
