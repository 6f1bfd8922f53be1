import type { DriverDescriptor, Presence, Readiness } from '@tutti/planner';
import type { JsonObject, SecretValue } from '@tutti/score';
import type { NodeManifests } from '../manifests/NodeManifests';
import type { AdoptingContext } from './Adoption';
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
> extends Omit<DriverDescriptor, 'adopts'> {
  /**
   * Milliseconds that one operation may take, retries included, where the configuration says nothing about this driver.
   * Default: `platformOrchestrator.worker.nodeTimeout`.
   */
  readonly timeout?: number;
  /** Version of the state's shape, from 1. */
  readonly stateVersion: number;
  /** Brings state of an older version to the current one. */
  migrate?(state: JsonObject, from: number): TState;
  /**
   * Looks, and never touches. With `ctx.adopting` it says what adopting that thing would change: nothing, which is
   * `unchanged` without differences, or whatever stands in the way, field by field (`/outputs/…`, `/inputs/…`,
   * `/manifests/…`). It is asked so only when it has `adopt`, and throws when the thing is not there.
   */
  plan(ctx: DriverContext<TInputs, TState>): Promise<DriverPlan>;
  apply(ctx: DriverContext<TInputs, TState>): Promise<DriverResult<TState>>;
  read(ctx: DriverContext<TInputs, TState>): Promise<DriverObservation>;
  destroy(ctx: DriverContext<TInputs, TState>): Promise<DriverAbsence>;
  /**
   * Takes over what another driver made, without changing it; marks of ownership are no change. It looks again, and
   * refuses with a `permanent` or `conflict` error what its plan for an adoption would not be empty for. From then on
   * the thing is this driver's, as if it had made it: `plan` is `unchanged`, `destroy` destroys it.
   */
  adopt?(ctx: AdoptingContext<TInputs, TState>): Promise<DriverResult<TState>>;
  rotate?(ctx: DriverContext<TInputs, TState>): Promise<DriverResult<TState>>;
}
