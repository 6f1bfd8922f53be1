import type { DeletionPolicy, LedgerRole, NodeId, Presence, Readiness } from '@tutti/planner';
import type { KubernetesObject } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { JsonObject, JsonValue } from '@tutti/score';
import { optional } from '../columns';
import { isoTime } from '../databaseTime';

/** A row of `ledger`; what is secret is cipher text. */
export interface LedgerEntry {
  uid: string;
  environmentUid: string;
  node: NodeId;
  type: string;
  class: string;
  id: string;
  role: LedgerRole;
  incarnation: number;
  name: string;
  catalog: false | { title?: string };
  definition: string;
  definitionVersion: number;
  driver: string;
  stateVersion?: number;
  stateful: boolean;
  refersOnly: boolean;
  requestHash: string;
  params: JsonValue;
  inputs: JsonValue;
  /** What the driver returned in clear. */
  driverOutputs: JsonObject;
  /** As the type promises; secrets are references. */
  outputs: JsonObject;
  /** Cipher text of the driver's state. */
  state?: string;
  /** Cipher text of a JSON object. */
  secretOutputs?: string;
  /** Cipher text of a JSON object. */
  generated?: string;
  manifests?: KubernetesObject[];
  externalId?: string;
  presence: Presence;
  readiness: Readiness;
  deletion: DeletionPolicy;
  deletionPending: boolean;
  dependsOn: NodeId[];
  workloads: string[];
  settled: boolean;
  evidence?: JsonObject;
  lastDeploymentUid?: string;
  updatedAt: string;
}

/** What may be written of a {@link LedgerEntry}; `null` empties a column. */
export type LedgerColumns = {
  [K in keyof Omit<LedgerEntry, 'updatedAt'>]?: LedgerEntry[K] | null;
};

const COLUMNS: Record<keyof LedgerColumns, string> = {
  uid: 'uid',
  environmentUid: 'environment_uid',
  node: 'node',
  type: 'type',
  class: 'class',
  id: 'resource_id',
  role: 'role',
  incarnation: 'incarnation',
  name: 'name',
  catalog: 'catalog',
  definition: 'definition',
  definitionVersion: 'definition_version',
  driver: 'driver',
  stateVersion: 'state_version',
  stateful: 'stateful',
  refersOnly: 'refers_only',
  requestHash: 'request_hash',
  params: 'params',
  inputs: 'inputs',
  driverOutputs: 'driver_outputs',
  outputs: 'outputs',
  state: 'state',
  secretOutputs: 'secret_outputs',
  generated: 'generated',
  manifests: 'manifests',
  externalId: 'external_id',
  presence: 'presence',
  readiness: 'readiness',
  deletion: 'deletion',
  deletionPending: 'deletion_pending',
  dependsOn: 'depends_on',
  workloads: 'workloads',
  settled: 'settled',
  evidence: 'evidence',
  lastDeploymentUid: 'last_deployment_uid',
};

const JSON_COLUMNS: ReadonlySet<string> = new Set([
  'catalog',
  'params',
  'inputs',
  'driverOutputs',
  'outputs',
  'manifests',
  'deletion',
  'dependsOn',
  'workloads',
  'evidence',
]);

/** Turns properties into columns. */
export function toLedgerColumns(entry: LedgerColumns): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [property, value] of Object.entries(entry)) {
    if (value !== undefined) {
      const json = value !== null && JSON_COLUMNS.has(property);
      columns[COLUMNS[property as keyof LedgerColumns]] = json ? JSON.stringify(value) : value;
    }
  }
  return columns;
}

/** A row as the database has it; see the comments of the columns in the migration. */
export interface LedgerDatabaseRow {
  uid: string;
  environment_uid: string;
  node: string;
  type: string;
  class: string;
  resource_id: string;
  role: LedgerRole;
  incarnation: number;
  name: string;
  catalog: string;
  definition: string;
  definition_version: number;
  driver: string;
  state_version: number | null;
  stateful: boolean | number;
  refers_only: boolean | number;
  request_hash: string;
  params: string;
  inputs: string;
  driver_outputs: string;
  outputs: string;
  state: string | null;
  secret_outputs: string | null;
  generated: string | null;
  manifests: string | null;
  external_id: string | null;
  presence: Presence;
  readiness: Readiness;
  deletion: string;
  deletion_pending: boolean | number;
  depends_on: string;
  workloads: string;
  settled: boolean | number;
  evidence: string | null;
  last_deployment_uid: string | null;
  updated_at: Date | string;
}

/** Turns a row of `ledger` into an entry. */
export function toLedgerEntry(row: LedgerDatabaseRow): LedgerEntry {
  const json = (text: string | null) => (text === null ? undefined : JSON.parse(text));
  return {
    uid: row.uid,
    environmentUid: row.environment_uid,
    node: row.node as NodeId,
    type: row.type,
    class: row.class,
    id: row.resource_id,
    role: row.role,
    incarnation: row.incarnation,
    name: row.name,
    catalog: json(row.catalog),
    definition: row.definition,
    definitionVersion: row.definition_version,
    driver: row.driver,
    stateVersion: optional(row.state_version),
    stateful: Boolean(row.stateful),
    refersOnly: Boolean(row.refers_only),
    requestHash: row.request_hash,
    params: json(row.params),
    inputs: json(row.inputs),
    driverOutputs: json(row.driver_outputs),
    outputs: json(row.outputs),
    state: optional(row.state),
    secretOutputs: optional(row.secret_outputs),
    generated: optional(row.generated),
    manifests: json(row.manifests),
    externalId: optional(row.external_id),
    presence: row.presence,
    readiness: row.readiness,
    deletion: json(row.deletion),
    deletionPending: Boolean(row.deletion_pending),
    dependsOn: json(row.depends_on),
    workloads: json(row.workloads),
    settled: Boolean(row.settled),
    evidence: json(row.evidence),
    lastDeploymentUid: optional(row.last_deployment_uid),
    updatedAt: isoTime(row.updated_at),
  };
}
