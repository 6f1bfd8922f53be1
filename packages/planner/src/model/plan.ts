import type { JsonObject, JsonValue, Problem } from '@tutti/score';
import type { NodeId } from './identity';
import type { LedgerRow } from './ledger';
import type { DeploymentDelta, DeploymentKind, DeploymentSet } from './deploymentSet';
import type {
  Criterion,
  DeletionPolicy,
  DriverDescriptor,
  Pin,
  RegistrySnapshot,
} from './registry';

/** Where a plan is made for; definitions read it as `${context.…}`. */
export interface PlanContext {
  application: { id: string; labels: Record<string, string> };
  environment: { uid: string; id: string; type: string; labels: Record<string, string> };
  /** For choosing class and profile only. */
  deployment?: { branch?: string; tag?: string };
}

/** All that can influence a plan. */
export interface PlanArguments {
  kind: DeploymentKind;
  base: DeploymentSet;
  delta: DeploymentDelta;
  registry: RegistrySnapshot;
  drivers: DriverDescriptor[];
  pins: Pin[];
  /**
   * Nodes that a rollout brings to a version of the definition that made them, and nothing else of the environment; a pin
   * comes before it. Default: none.
   */
  rolloutNodes?: Pin[];
  /**
   * Uids of rows that were left behind and that a person has decided to destroy, whatever their policies; of kind
   * `destroy` only. The deployment takes away these, and what was left behind only because they use it. Default: none.
   */
  destroyRows?: string[];
  /**
   * What a rollback binds, of kind `rollback` only: nodes to the definition versions of then, and to the shared values of
   * then; a pin comes before it. Default: nothing.
   */
  rollback?: { nodes: Pin[]; values: JsonObject };
  /** Shared variables of the application, overridden by those of the environment. */
  values: JsonObject;
  context: PlanContext;
  ledger: LedgerRow[];
}

/** What a deployment would do with one node, or with one incarnation of it. */
export type PlanAction =
  | 'create'
  | 'update'
  | 'replace'
  | 'move'
  | 'adopt'
  | 'unchanged'
  | 'retain'
  | 'destroy'
  | 'blocked';

/** One changed field; values that hold secrets or are not yet known are marks. */
export interface Difference {
  /** JSON pointer into the inputs (`/inputs/…`), params (`/params/…`), or `/definition`, `/driver`, `/class`; a driver adds `/outputs/…`, `/manifests/…` and its own. */
  path: string;
  before?: JsonValue;
  after?: JsonValue;
}

/** How one criterion of a definition fared. */
export interface CandidateExplanation {
  definition: string;
  version: number;
  criterion: Criterion;
  fits: boolean;
  /** The first field that failed, in order of specificity; or the reason why a fitting criterion lost. */
  failed?: { field: keyof Criterion; expected: string; actual: string | undefined };
  /** The criterion that is more specific, where this one fits and loses. */
  beatenBy?: string;
  /** The smallest change that would make it win, as a sentence. */
  change?: string;
}

/** Why a request matched: the one explanation that page, API, CLI and error message show. */
export interface MatchExplanation {
  type: string;
  class: string;
  id: string;
  /** How the definition was chosen. */
  by: 'criteria' | 'kept' | 'pin' | 'rollout' | 'none';
  winner?: { definition: string; version: number; criterion?: Criterion };
  /** Every candidate, the winner first, then in order of definition name and criterion. */
  candidates: CandidateExplanation[];
  /** How many candidates a plan leaves out of `candidates`, which it keeps short; absent: none. */
  omitted?: number;
  /** One paragraph for people. */
  text: string;
}

/** Names other nodes whose outputs a node reads, and how: all that {@link resolveNode} needs beside outputs. */
export interface NodeBindings {
  /** Score level: resource key of the source workload → node; `${resources.<key>…}` in params. */
  score: Record<string, NodeId>;
  /** Definition level: alias → node; `${resources.<alias>…}` in inputs. */
  dependencies: Record<string, NodeId>;
  /** Name → members, sorted by id; `${collected.<name>}`. */
  collected: Record<string, NodeId[]>;
}

/** One node of a plan. */
export interface PlanNode {
  node: NodeId;
  type: string;
  class: string;
  id: string;
  action: PlanAction;
  /** The reason of the action in words. */
  reason: string;
  /** Whether this deployment may touch the node. */
  inScope: boolean;
  /** The incarnation that the action is about, when there is one. */
  ledgerUid?: string;
  incarnation: number;
  /** `context.resource.name`. */
  name: string;
  definition?: string;
  definitionVersion?: number;
  previousDefinition?: string;
  previousDefinitionVersion?: number;
  /** The driver that made what exists; another one than `driver` on what is adopted from it, or replaced. */
  previousDriver?: string;
  driver?: string;
  stateful: boolean;
  deletion: DeletionPolicy;
  match?: MatchExplanation;
  /** Workloads that ask for the node, directly or through others; sorted. */
  workloads: string[];
  /** Private to a workload or shared by all. */
  shared: boolean;
  /** The workload that the node is private to; absent on shared nodes. */
  workload?: string;
  /** Where the node is asked for first; problems of its params point there. */
  place: { source: string; pointer: string };
  requestHash: string;
  /** As asked for: params of the request, or the Score workload; with placeholders. */
  request: JsonObject;
  /** The definition's inputs, secrets merged in as `$secret` marks; with placeholders, or `${values}` alone. */
  inputsTemplate: JsonObject | string;
  /** The definition's output mapping, when it has one. */
  outputsTemplate?: JsonObject;
  /** The closed `context` of the definition, without `resource.uid`. */
  context: JsonObject;
  bindings: NodeBindings;
  /** Metadata of the Score file that the request's params come from; `${metadata.…}` in params. */
  metadata?: JsonObject;
  /** Those shared values that the definition reads, or its own where there are none; `${values.…}` in inputs. */
  values?: JsonObject;
  /** The node whose ledger row this one goes on from, under another name: by a `move`, or by what has to be done beside. */
  movedFrom?: NodeId;
  /**
   * The action waits for a person: a `replace` (or the `destroy` of an environment's deletion, or of several stateful
   * nodes that nothing asks for any more) until the deployment is approved, a `retain` until somebody decides about the orphan (ledger: `deletionPending`).
   */
  waitsForPerson: boolean;
  /**
   * Every node that must be done before this one; sorted. Of a delivery also what is left behind and is delivered all the
   * same.
   */
  dependsOn: NodeId[];
  /** Resolved as far as it is known; `$knownAfter` and `$secret` marks inside. */
  params: JsonValue;
  inputs: JsonValue;
  differences: Difference[];
  /** Title for the catalog, resolved; absent: the id. `false`: not in the catalog. */
  catalog: false | { title?: string };
  problems: Problem[];
}

/** How much a finding of a policy weighs. */
export type FindingSeverity = 'information' | 'approval-needed' | 'denied';

/** What a policy found in a plan. */
export interface PlanFinding {
  /** Name of the policy. */
  policy: string;
  severity: FindingSeverity;
  /** Sentence for the people who submit and approve. */
  message: string;
  /** The node that it is about; absent: the plan as a whole. */
  node?: NodeId;
  /** Of `approval-needed`: how many people have to agree; default 1. */
  approvals?: number;
}

/** What a deployment would do, node by node, before it does it. Immutable; its hash is what an approval refers to. */
export interface Plan {
  /** The set that the deployment makes true. */
  set: DeploymentSet;
  /** SHA-256 of the canonical set. */
  setHash: string;
  /** In the order of work: dependencies first, ties by node; destroys last, consumers first. */
  nodes: PlanNode[];
  /** Errors that are not a node's own (a cycle, for instance), and warnings. */
  problems: Problem[];
  /** What policies found, by policy, node and message; absent: nothing, or nobody asked them. */
  findings?: PlanFinding[];
  /** SHA-256 of the canonical arguments. */
  fingerprint: string;
}
