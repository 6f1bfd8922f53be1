import type { DriverDescriptor, Presence, Readiness } from '@tutti/planner';
import type { JsonObject, SecretValue } from '@tutti/score';
import type { NodeManifests } from '../manifests/NodeManifests';
import type { DriverContext, DriverDifference } from './DriverContext';

/** What a driver would do, found out by looking and never by touching. */
export interface DriverPlan {
  action: 'create' | 'update' | 'replace' | 'unchanged';
  differences: DriverDifference[];
  /** Names the thing globally within the driver: server, account or cluster included. */
  externalId?: string;
  /** Why, in words, when the action is not obvious. */
  reason?: string;
}

/** What exists after `apply`. */
export interface DriverResult<TState extends JsonObject = JsonObject> {
  /** Stored encrypted and handed back at the next operation. */
  state: TState;
  /** Outputs that may be shown. */
  outputs: JsonObject;
  /** Outputs that may not; a composed `$secret` mark is resolved and stored by the engine. */
  secretOutputs?: Record<string, string | SecretValue>;
  /** What has to be brought to the cluster; only for drivers that produce manifests. */
  manifests?: NodeManifests['objects'];
  externalId?: string;
  /** For the log and the ledger: what shows that it is there (a commit, an object id). */
  evidence?: JsonObject;
}

/** What `read` found. */
export interface DriverObservation {
  presence: Presence;
  readiness?: Readiness;
  /** Inputs as they are in reality, as far as the driver can tell; compared for drift. */
  observed?: JsonObject;
  outputs?: JsonObject;
  secretOutputs?: Record<string, string>;
  evidence: JsonObject;
}

/** What shows that a thing is gone. */
export interface DriverAbsence {
  /** `unknown` when the driver cannot tell; the row then stays. */
  presence: 'absent' | 'unknown';
  evidence: JsonObject;
}

/**
 * Code that plans, applies, reads and destroys one kind of thing (`execution.md`, Drivers). Every operation is
 * idempotent under `ctx.idempotencyKey`, calls `ctx.assertOwned()` before each effect, and throws only
 * `DriverError`s of the closed classes; anything else counts as permanent.
 */
export interface Driver<
  TInputs extends JsonObject = JsonObject,
  TState extends JsonObject = JsonObject,
> extends DriverDescriptor {
  /**
   * Milliseconds that one operation may take, retries included, where the configuration says nothing about this driver.
   * Default: `platformOrchestrator.worker.nodeTimeout`.
   */
  readonly timeout?: number;
  /** Version of the state's shape, from 1. */
  readonly stateVersion: number;
  /** Brings state of an older version to the current one. */
  migrate?(state: JsonObject, from: number): TState;
  plan(ctx: DriverContext<TInputs, TState>): Promise<DriverPlan>;
  apply(ctx: DriverContext<TInputs, TState>): Promise<DriverResult<TState>>;
  read(ctx: DriverContext<TInputs, TState>): Promise<DriverObservation>;
  destroy(ctx: DriverContext<TInputs, TState>): Promise<DriverAbsence>;
  adopt?(ctx: DriverContext<TInputs, TState>, externalId: string): Promise<DriverResult<TState>>;
  rotate?(ctx: DriverContext<TInputs, TState>): Promise<DriverResult<TState>>;
}
