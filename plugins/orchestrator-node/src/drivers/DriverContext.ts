import type { NodeId } from '@tutti/planner';
import type { JsonObject, JsonValue, SecretValue } from '@tutti/score';
import type { NodeManifests } from '../manifests/NodeManifests';
import type { Adoption } from './Adoption';

/** Who owns a lane: the epoch grows with a restore, the counter with every takeover. Larger wins, epoch first. */
export interface Fence {
  epoch: number;
  counter: number;
}

/** What {@link DriverContext.generate} can make. */
export interface GenerateOptions {
  /** Number of characters. Default 32. */
  length?: number;
}

/** Writes into the deployment's live log; every line is redacted of registered secrets first. */
export interface DriverLogger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** All that a driver gets to know for one operation on one node. */
export interface DriverContext<
  TInputs extends JsonObject = JsonObject,
  TState extends JsonObject = JsonObject,
> {
  /** The resolved inputs, valid under the driver's schema; secrets as the descriptor's `secretInputs` says. */
  readonly inputs: TInputs;
  /** The resolved params of the request; for a workload its resolved Score workload. */
  readonly params: JsonObject;
  /** What `apply` returned last for this incarnation, migrated to the current `stateVersion`; absent before that. */
  readonly state?: TState;
  /** What `apply` returned last as the outputs, secrets in clear; absent before that. */
  readonly outputs?: JsonObject;
  readonly application: { id: string };
  readonly environment: { uid: string; id: string; type: string };
  readonly deployment: {
    uid: string;
    number: number;
    requestedBy: string;
    comment?: string;
    commit?: string;
  };
  readonly node: NodeId;
  readonly resource: { type: string; class: string; id: string };
  /** The incarnation's uid; tag what you make with it where the system allows. */
  readonly ledgerUid: string;
  /** `context.resource.name`: unique, stable, DNS-1123, at most 40 characters. Name what you make after it. */
  readonly name: string;
  /** The same for every attempt at one intended effect. */
  readonly idempotencyKey: string;
  readonly fence: Fence;
  /** Call before each effect. Throws a `ConflictDriverError` when another worker has taken the lane over. */
  assertOwned(): Promise<void>;
  /** Aborted when the deployment is cancelled, times out, or the lane is lost. */
  readonly signal: AbortSignal;
  /**
   * A random value that is written down (encrypted) before it is used, and is the same at every attempt.
   * `password`: letters and digits. `name` tells several apart.
   */
  generate(name: string, options?: GenerateOptions): Promise<string>;
  /** Redacts this text, and its base64, URL- and JSON-escaped forms, from every log line and error from now on. */
  registerSecret(secret: string): void;
  /** A keyed digest that shows whether two secrets differ, and nothing else. */
  fingerprintSecret(secret: SecretValue): Promise<string>;
  readonly logger: DriverLogger;
  /**
   * What another driver made and this one is to adopt; given to `adopt`, and to `plan` before it. `state` and `outputs`
   * are absent then.
   */
  readonly adopting?: Adoption;
  /** Manifests of all nodes of this delivery's cluster, sorted by node; only for drivers that deliver. */
  readonly manifests?: NodeManifests[];
}

/** A place for the differences that a driver sees by looking. */
export interface DriverDifference {
  path: string;
  before?: JsonValue;
  after?: JsonValue;
}
