import type { JsonObject, JsonValue } from '@tutti/score';
import type { NodeId } from './identity';
import type { DeletionPolicy } from './registry';

/** Whether the thing behind a ledger row exists. `unknown`: a driver answered that it cannot tell. */
export type Presence = 'present' | 'absent' | 'unknown' | 'not-checked';
/** Whether a workload serves. */
export type Readiness = 'ready' | 'progressing' | 'degraded' | 'not-checked';
/** What an incarnation is to its node; at most one is `current`. */
export type LedgerRole = 'current' | 'orphan' | 'replaced';

/** What planning sees of one row of the ledger: one incarnation of a node. Never holds a secret in clear. */
export interface LedgerRow {
  /** UUID v7. */
  uid: string;
  node: NodeId;
  role: LedgerRole;
  /** Counts the incarnations of a node from 1. */
  incarnation: number;
  /** The value of `context.resource.name`, kept by every move and re-adoption. */
  name: string;
  definition: string;
  definitionVersion: number;
  driver: string;
  stateful: boolean;
  /** {@link requestHash} of the request that was last applied. */
  requestHash: string;
  /** Params and inputs as last applied; secrets are `$secret` marks. */
  params: JsonValue;
  inputs: JsonValue;
  /** Outputs as the type promises them; secrets are `$secret` marks into the store `ledger`. */
  outputs: JsonObject;
  externalId?: string;
  presence: Presence;
  readiness: Readiness;
  /** The policy in force for this row. */
  deletion: DeletionPolicy;
  /** A person has yet to decide whether the row may be destroyed. */
  deletionPending: boolean;
  dependsOn: NodeId[];
  /** Workloads that asked for it, sorted. */
  workloads: string[];
  /** The last operation ended with evidence of success at exactly these inputs. */
  settled: boolean;
}
