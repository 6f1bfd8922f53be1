import type { DeletionPolicy, LedgerRole, NodeId, Presence, Readiness } from '@tutti/planner';
import type { JsonObject, JsonValue } from '@tutti/score';
import type { Deployment } from './deployments';

/** What a list of active resources is cut down to; all that is given must hold. */
export interface ActiveResourcesFilter {
  application?: string;
  /** Only together with `application`. */
  environment?: string;
  /** Only what this workload uses. */
  workload?: string;
  /** Name of a resource type. */
  type?: string;
  /** Only together with `type`. */
  class?: string;
  /** Id of a driver. */
  driver?: string;
  role?: LedgerRole;
  presence?: Presence;
  /** Whether a person has yet to decide about its destruction. */
  deletionPending?: boolean;
}

/** A row of the ledger as the API shows it: something that exists, or that nobody can prove absent. */
export interface ActiveResource {
  uid: string;
  application: string;
  environment: string;
  environmentUid: string;
  environmentType: string;
  /** Its environment is deleted, and it was left behind; absent: it is where its environment is. */
  detached?: boolean;
  node: NodeId;
  type: string;
  class: string;
  id: string;
  role: LedgerRole;
  incarnation: number;
  /** `context.resource.name`. */
  name: string;
  /** Title for the catalog; `false`: not in the catalog. */
  catalog: false | { title?: string };
  definition: string;
  definitionVersion: number;
  driver: string;
  stateful: boolean;
  presence: Presence;
  readiness: Readiness;
  deletion: DeletionPolicy;
  deletionPending: boolean;
  externalId?: string;
  /** Params and inputs as last applied; secrets are `$secret` marks. */
  params: JsonValue;
  inputs: JsonValue;
  /** Secrets are shown as `{ secret: true }`. */
  outputs: JsonObject;
  evidence?: JsonObject;
  dependsOn: NodeId[];
  /** Workloads that use it, sorted. */
  workloads: string[];
  /** The deployment that touched it last. */
  lastDeploymentUid?: string;
  updatedAt: string;
}

/** Body of `POST /resources/{uid}/resolution`: what a person has found out where no driver could tell. */
export interface ResolveResourceRequest {
  presence: 'present' | 'absent';
  /** What shows it; kept with the decision. */
  reason: string;
}

/** Body of `POST /resources/{uid}/destruction`: what becomes of something that was left behind. */
export interface DecideDestructionRequest {
  /** `keep`: it stays, and nobody is asked again. */
  decision: 'destroy' | 'keep';
  reason: string;
}

/** Answer of `POST /resources/{uid}/destruction`. */
export interface DestructionDecision {
  resource: ActiveResource;
  /** The deployment that destroys it. */
  deployment?: Deployment;
}
