import type { DeletionPolicy, LedgerRole, NodeId, Presence, Readiness } from '@tutti/planner';
import type { JsonObject, JsonValue } from '@tutti/score';

/** A row of the ledger as the API shows it: something that exists, or that nobody can prove absent. */
export interface ActiveResource {
  uid: string;
  application: string;
  environment: string;
  environmentUid: string;
  environmentType: string;
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
