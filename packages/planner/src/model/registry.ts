import type { JsonObject, SecretReference } from '@tutti/score';

/** JSON Schema 2020-12 as plain JSON; `secret: true` beside a property marks what must never be shown. */
export type JsonSchema = JsonObject;

/** What may be done with a node that is no longer wanted, per occasion (`manifests.md`, Deletion). */
export type DeletionRule = 'retain' | 'approve' | 'destroy';

/** The deletion policy of one node, all parts decided. */
export interface DeletionPolicy {
  /** The node was removed from the set. */
  onRemoval: DeletionRule;
  /** The whole environment is deleted. */
  onEnvironmentDelete: DeletionRule;
  /** Turns every destroy and replace into a wait for a person. */
  protected: boolean;
}

/** The spec of a manifest of kind `ResourceType`, defaults filled in. */
export interface ResourceTypeSpec {
  name: string;
  title?: string;
  description?: string;
  /** `direct`: a Score file may ask for it; `internal`: only definitions may. */
  use: 'direct' | 'internal';
  /** `environment`: one per environment, its id is the type's name everywhere. */
  scope: 'workload' | 'environment';
  /** Holds data; sets the defaults for deletion and the guards. */
  stateful: boolean;
  /**
   * `workload`: each request refers to a workload's service without being ordered after it; `params.workload` names
   * it, or else the resource's key when a workload of that name is in the set, or else the asking workload. The
   * definition reads it as `${context.target}`.
   */
  refersTo?: 'workload';
  params: JsonSchema;
  outputs: JsonSchema;
  /** For documentation; planning does not read them. */
  examples?: ResourceTypeExample[];
}

/** A whole Score file that asks for a resource type. */
export interface ResourceTypeExample {
  title?: string;
  /** YAML. */
  score: string;
}

/** The spec of a manifest of kind `EnvironmentType`, defaults filled in. */
export interface EnvironmentTypeSpec {
  name: string;
  title?: string;
  /** Promotion goes upwards in this order. */
  order: number;
  /** Environments of this type may delete themselves. */
  preview: boolean;
  approvals: { required: number };
  requireReady: boolean;
  /** Durations such as `72h`, or `never`. */
  lifetime: { default: string; maximum?: string; perApplication?: number };
}

/** One criterion of a definition: all fields it sets must equal the context, the class exactly. */
export interface Criterion {
  /** `default` when the manifest leaves it out. */
  class: string;
  /** The id of the resource, the most specific field. */
  resource?: string;
  environment?: string;
  application?: string;
  environmentType?: string;
}

/** What a definition asks for beside itself: an omitted class is `default`, an omitted id the node's own. */
export interface DependencySpec {
  type: string;
  class?: string;
  id?: string;
  params?: JsonObject;
}

/** A node that a definition adds beside its own. */
export interface ProvisionSpec extends DependencySpec {
  /** The added node depends on this one. */
  dependsOnThis?: boolean;
  /** What depends on this node also depends on the added one. */
  inheritDependents?: boolean;
  /** Several nodes may ask for one node of a fixed id. */
  merge?: boolean;
}

/** What a definition collects from the graph; `${collected.<name>}` is the list, sorted by id. */
export interface CollectSpec {
  /** The anchor: a type whose node has this node's id, or a full request. */
  of: DependencySpec;
  direction: 'dependents' | 'dependencies';
  type: string;
}

/** The spec of a manifest of kind `ResourceDefinition`, shorthands expanded and defaults filled in. */
export interface ResourceDefinitionSpec {
  name: string;
  title?: string;
  owner?: string;
  type: string;
  driver: string;
  criteria: Criterion[];
  /** Narrows and defaults the params of the type; property schemas by name. */
  params: JsonObject;
  dependencies: Record<string, DependencySpec>;
  provisions: ProvisionSpec[];
  collect: Record<string, CollectSpec>;
  /** With placeholders; a text is `${values}` alone, which makes every shared value an input. */
  inputs: JsonObject | string;
  /** What `${values}` holds under names that the application has no value for; may read `${context.…}`. */
  values?: JsonObject;
  /** Inputs by name that are read from a secret store. */
  secrets: Record<string, SecretReference>;
  /** Maps what the driver returns to what the type promises; absent: the driver's outputs are the type's. */
  outputs?: JsonObject;
  /** What the manifest says; the rest comes from the resource type. */
  deletion: Partial<DeletionPolicy>;
  /** `false`: not in the catalog. */
  catalog: false | { title?: string };
  /** Definitions whose resources it adopts although another driver made them; may name itself, for its older versions. */
  takesOver: string[];
  /** Names of further inputs that are identity, beside those of the driver. */
  identity: string[];
}

/** One version of a definition; versions of a definition are numbered from 1 and only grow. */
export interface DefinitionVersion {
  name: string;
  version: number;
  /** Only `default` versions take part in matching; the others are here because the ledger or a pin binds them. */
  status: 'proposed' | 'default' | 'deprecated' | 'defective' | 'archived';
  spec: ResourceDefinitionSpec;
  /** SHA-256 of the canonical spec without its criteria. */
  hash: string;
}

/** The criteria in force, which have a revision of their own. */
export interface CriterionInForce {
  definition: string;
  criterion: Criterion;
}

/** All that planning may know of the registry. */
export interface RegistrySnapshot {
  resourceTypes: ResourceTypeSpec[];
  environmentTypes: EnvironmentTypeSpec[];
  definitions: DefinitionVersion[];
  criteria: CriterionInForce[];
}

/** What planning knows of a driver: its published descriptor. */
export interface DriverDescriptor {
  id: string;
  version: string;
  /**
   * JSON Schema of the inputs. Beside a property: `identity: true` (a change means another thing: replace),
   * `secret: true` (may take secrets), `verbatim: true` (placeholders are not read).
   */
  inputs: JsonSchema;
  /** What the driver returns, where it always returns the same. */
  outputs?: JsonSchema;
  /** `clear`: secret inputs arrive as text; `reference`: as `$secret` marks that the driver passes on. Default `clear`. */
  secretInputs?: 'clear' | 'reference';
  /** The driver returns manifests, so its nodes need a cluster and a delivery. */
  producesManifests?: boolean;
  /** The driver takes the manifests of other nodes (type `k8s-delivery`). */
  delivers?: boolean;
  /** `true` for `static` and `reference`, which only refer to what others own. */
  refersOnly?: boolean;
  /** The driver can adopt what another driver made, when that changes nothing (`takesOver`). */
  adopts?: boolean;
}

/** Binds a node to a definition and version, and skips matching. */
export interface Pin {
  node: string;
  definition: string;
  version: number;
}

/** The spec of a manifest of kind `DefinitionTest`: a request in a context, and what must come of it. */
export interface DefinitionTestSpec {
  name: string;
  /** Where the request is made; what is left out is a made-up name that no criterion equals. */
  context: {
    application?: string;
    environment?: string;
    environmentType?: string;
    applicationLabels?: Record<string, string>;
    environmentLabels?: Record<string, string>;
    /** Shared values of the application, by name. */
    values?: JsonObject;
  };
  /** What is asked for; `id` defaults to `test.resource`. */
  request: { type: string; class?: string; id?: string; params?: JsonObject };
  expect: {
    /** The name of the definition that wins. */
    definition?: string;
    /** Inputs as resolved; only the keys written here are compared. */
    inputs?: JsonObject;
    /** Nodes that the graph holds, in the text form `type.class#id`; others may be there. */
    nodes?: string[];
  };
}
