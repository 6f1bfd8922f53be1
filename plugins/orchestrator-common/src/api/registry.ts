import type {
  CriterionInForce,
  Criterion,
  DefinitionTestResult,
  DefinitionTestSpec,
  DefinitionVersion,
  DriverDescriptor,
  EnvironmentTypeSpec,
  ManifestKind,
  MatchExplanation,
  NodeId,
  ResourceDefinitionSpec,
  ResourceTypeSpec,
} from '@tutti/planner';
import type { Problem } from '@tutti/score';
import type { ImpactChange } from './impact';

/** What a list of definitions is cut down to; all that is given must hold. */
export interface DefinitionsFilter {
  /** Name of a resource type. */
  type?: string;
  /** Id of a driver. */
  driver?: string;
  status?: DefinitionVersion['status'];
  /** Entity reference, as the manifest has it. */
  owner?: string;
  /** Part of the name or title, in upper or lower case. */
  text?: string;
}

/** What a list of resource types is cut down to; all that is given must hold. */
export interface ResourceTypesFilter {
  use?: ResourceTypeSpec['use'];
  /** Part of the name or title, in upper or lower case. */
  text?: string;
}

/** What a list of sources is cut down to; all that is given must hold. */
export interface ManifestSourcesFilter {
  status?: ManifestSourceView['status'];
  /** Part of the name or target, in upper or lower case. */
  text?: string;
}

/** What a list of pins is cut down to; all that is given must hold. */
export interface PinsFilter {
  application?: string;
  /** Only together with `application`: pins of it, and those of its application as a whole. */
  environment?: string;
  /** Name of a definition. */
  definition?: string;
}

/** A resource definition as the API shows it. */
export interface DefinitionView {
  name: string;
  title?: string;
  owner?: string;
  type: string;
  driver: string;
  /** The default version; of a definition without one, the newest. */
  version: number;
  /** Of that version; any other than `default`: the definition takes no part in matching. */
  status: DefinitionVersion['status'];
  /** In force; of a version that is not the default, those that it would bring. */
  criteria: CriterionInForce['criterion'][];
  spec: ResourceDefinitionSpec;
  /** The source and file that it comes from. */
  source: { name: string; file: string };
  /** How many active resources use it. */
  usage: number;
}

/** One version of a definition as the API shows it. */
export interface DefinitionVersionView {
  definition: string;
  version: number;
  status: DefinitionVersion['status'];
  /** Without criteria; those are beside it. */
  spec: ResourceDefinitionSpec;
  /** What its manifest declares; in force when the version is promoted. */
  criteria: Criterion[];
  /** Whether these criteria are in force now. */
  criteriaInForce: boolean;
  /** ISO 8601. */
  createdAt: string;
  /** Who changed the status, when and why; absent: it is as its source made it. */
  changed?: { by: string; at: string; reason?: string };
  /** How many active resources of any role it has made. */
  usage: number;
}

/** Body of `POST /promotions`: all of them become defaults together, or none. */
export interface PromoteRequest {
  versions: { definition: string; version: number }[];
  /** Uid of the impact report that shows what promoting takes away, where it takes something away. */
  confirmImpact?: string;
  /** Why, for those who read the history. */
  reason?: string;
}

/** Body of `POST /definitions/{name}/versions/{version}/status`. */
export interface ChangeVersionStatusRequest {
  /** `proposed` restores a version that was defective or archived; `deprecated` leaves a definition without a default. */
  status: 'proposed' | 'deprecated' | 'defective' | 'archived';
  reason?: string;
  /** Uid of the impact report that shows what deprecating takes away, where it takes something away. */
  confirmImpact?: string;
}

/** Body of the routes that save a manifest. */
export interface SaveManifestRequest {
  /** YAML with exactly one manifest. */
  manifest: string;
  /** Uid of the impact report that shows what saving takes away, where it takes something away. */
  confirmImpact?: string;
}

/** A test of definitions as the API shows it. */
export type DefinitionTestView = DefinitionTestSpec & {
  /** The source and file that it comes from. */
  source: { name: string; file: string };
};

/** Body of `POST /definition-tests/run`. */
export interface RunDefinitionTestsRequest {
  /** YAML with manifests of kind `DefinitionTest`; default: all that are stored. */
  manifests?: string;
  /** The tests run against the registry as this change would leave it; default: as it is. */
  change?: ImpactChange;
}

/** What came of a test, on demand; its failures are the differences between what it expects and what it got. */
export type DefinitionTestOutcome = DefinitionTestResult & {
  /** Only of a run against a change: whether the test passes as the registry is now. */
  passedBefore?: boolean;
};

/** A manifest as YAML, to be looked at, changed and saved again. */
export interface ManifestView {
  kind: ManifestKind;
  name: string;
  /** Of a definition: the version whose content this is; absent from what was saved through the API as written. */
  version?: number;
  /** YAML with one document. */
  manifest: string;
  /**
   * `written`: as somebody saved it through the API. `canonical`: made from what the registry holds, so without comments,
   * labels and annotations.
   */
  form: 'written' | 'canonical';
  /** The source and file that it comes from; absent for built-in types and old versions. */
  source?: { name: string; file: string };
  /** Not changed through the API: a source declares it, or it is a version that has been. */
  readOnly: boolean;
}

/** A node that is bound to a version of a definition, whatever would match. */
/** What has become of the node of a pin. */
export type PinnedNodeState = 'current' | 'left-behind' | 'missing';

export interface PinView {
  uid: string;
  application: string;
  /** Absent: all environments of the application that have no pin of their own for the node. */
  environment?: string;
  /** `type.class#id`, or `workload#<name>`. */
  node: NodeId;
  /**
   * `current`: it exists, in the pin's environment or in one of its application. `left-behind`: nothing asks for it any
   * more, and what it made is kept. `missing`: it is gone, or has not been made yet.
   */
  nodeState: PinnedNodeState;
  /** The node that the pin was set for, where a deployment has given it another name since. */
  movedFrom?: NodeId;
  definition: string;
  version: number;
  createdBy: string;
  /** ISO 8601. */
  createdAt: string;
}

/** Body of `POST /pins`; takes the place of a pin of the same node in the same scope. */
export interface SetPinRequest {
  application: string;
  environment?: string;
  node: string;
  definition: string;
  version: number;
}

/** A resource type as the API shows it. */
export type ResourceTypeView = ResourceTypeSpec & { builtIn: boolean };
/** An environment type as the API shows it. */
export type EnvironmentTypeView = EnvironmentTypeSpec;
/** A driver as the API shows it. */
export type DriverView = DriverDescriptor;

/** Where manifests come from, and how the last reading went. */
export interface ManifestSourceView {
  name: string;
  kind: 'file' | 'url' | 'built-in' | 'api';
  target: string;
  /** What a new version of one of its definitions becomes. */
  newVersions: 'proposed' | 'default';
  /** Of a URL: the revision that was read last, such as a commit. */
  revision?: string;
  status: 'ok' | 'degraded';
  lastReadAt?: string;
  manifests: number;
  problems: Problem[];
}

/** Body of `POST /explain`: why does, or would, this request match what it matches. */
export interface ExplainRequest {
  application: string;
  /** An existing environment's name, or leave it out and give `environmentType`. */
  environment?: string;
  environmentType?: string;
  type: string;
  class?: string;
  id?: string;
}
/** Answer of `POST /explain`. */
export type ExplainResponse = MatchExplanation;
