import type { JsonObject, JsonValue } from '@tutti/score';
import type { Adoption } from '../../drivers/Adoption';
import type { Driver } from '../../drivers/Driver';
import type { CreateDriverContextOptions } from '../createDriverContext';

/**
 * What one node asks of the driver: its inputs and, where they matter to the driver, params, manifests, name, node,
 * environment and so on. What is left out is made up, and stays the same for all operations on one incarnation.
 */
export type DriverRequest<TInputs extends JsonObject = JsonObject> = Omit<
  CreateDriverContextOptions<TInputs>,
  'state' | 'outputs' | 'idempotencyKey' | 'fence' | 'generated' | 'redactor' | 'onAssertOwned'
>;

/** What one node asks of a driver that is to adopt what another one made. */
export type AdoptionRequest<TInputs extends JsonObject = JsonObject> = DriverRequest<TInputs> & {
  adopting: Adoption;
};

/** The incarnation that a hook of the {@link DriverWorld} is asked about. */
export interface DriverTarget<TInputs extends JsonObject = JsonObject> {
  inputs: TInputs;
  request: DriverRequest<TInputs>;
  ledgerUid: string;
  name: string;
}

/** Undoes what a hook of the {@link DriverWorld} did. */
export type Undo = () => Promise<void> | void;

/** Looks at reality past the driver, and makes it difficult. */
export interface DriverWorld<TInputs extends JsonObject = JsonObject> {
  /**
   * All that the driver could touch for this incarnation, as JSON; equal for as long as nothing was touched. Take in
   * neighbours that it must not touch.
   */
  look(target: DriverTarget<TInputs>): Promise<JsonValue>;
  /** How many things there are for this incarnation: none before it is made, one ever after, however often it is made. */
  count(target: DriverTarget<TInputs>): Promise<number>;
  /** Makes the driver's next effect on this incarnation wait until the answer is called. */
  block?(target: DriverTarget<TInputs>): Promise<Undo>;
  /** Makes the driver's `apply` fail after it has done a part; the answer repairs the world. */
  failHalfWay?(target: DriverTarget<TInputs>): Promise<Undo>;
}

/** The rules of the battery, by name. */
export type ConformanceRuleName =
  | 'descriptor'
  | 'plan'
  | 'apply'
  | 'apply-twice'
  | 'crash'
  | 'frozen'
  | 'lane-lost'
  | 'cancel'
  | 'time-out'
  | 'fail-half-way'
  | 'update'
  | 'replace'
  | 'adopt'
  | 'read'
  | 'destroy'
  | 'state'
  | 'migrate'
  | 'secrets';

/** A driver and its surroundings, as the conformance kit takes them. */
export interface DriverConformanceOptions<
  TInputs extends JsonObject = JsonObject,
  TState extends JsonObject = JsonObject,
> {
  /** A driver as another process would have it: without shared memory, in the same world. */
  createDriver(): Driver<TInputs, TState> | Promise<Driver<TInputs, TState>>;
  /** A valid request for a thing that does not exist; another one at each call. */
  createRequest(): DriverRequest<TInputs> | Promise<DriverRequest<TInputs>>;
  /** The same thing, to be changed in place. */
  changeRequest?(request: DriverRequest<TInputs>): DriverRequest<TInputs>;
  /** Another thing: an identity input is another one. */
  changeIdentity?(request: DriverRequest<TInputs>): DriverRequest<TInputs>;
  /**
   * Something that exists, made by another driver, and the request that adopts it without changing anything; another at
   * each call. Needed when the driver has `adopt`.
   */
  createAdoptable?(): AdoptionRequest<TInputs> | Promise<AdoptionRequest<TInputs>>;
  /** Secrets that stand in the inputs in clear. Needed when the schema has inputs that are secret in clear. */
  secrets?(inputs: TInputs): string[];
  /** Absent for drivers that have no effects outside: they only answer. */
  world?: DriverWorld<TInputs>;
  /** For `stateVersion` above 1: a state of each older version, as it was stored. */
  olderStates?: { version: number; state: JsonObject }[];
  /** Rules that cannot apply to this driver, with the reason in a sentence. It is shown beside the skipped test. */
  exempt?: Partial<Record<ConformanceRuleName, string>>;
  /** Milliseconds that any one operation may take. Default 20,000. */
  patience?: number;
}
