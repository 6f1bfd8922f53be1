import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '@tutti/score';
import type { Driver } from '../../drivers/Driver';
import { driverErrorClass } from '../../drivers/DriverError';
import { ConformanceFailure, mustHold } from './ConformanceFailure';
import type {
  DriverConformanceOptions,
  DriverRequest,
  DriverWorld,
} from './DriverConformanceOptions';
import { Incarnation } from './Incarnation';

const DEFAULT_PATIENCE = 20_000;
/** Long enough for most drivers to reach the place where the world blocks them; nothing breaks when it is not. */
const TIME_TO_REACH_A_BLOCK = 250;

/** Cleaning up comes after whatever a rule did under a newer fence, and drivers may refuse an older one. */
const NEWEST_FENCE = { epoch: 2, counter: 1 };

/** What one rule works with: drivers, incarnations, the world; and the cleaning up afterwards. */
export class ConformanceRun<
  TInputs extends JsonObject = JsonObject,
  TState extends JsonObject = JsonObject,
> {
  readonly options: DriverConformanceOptions<TInputs, TState>;
  readonly patience: number;
  readonly #incarnations: Incarnation<TInputs, TState>[] = [];

  /** Nothing is made before a rule asks for it. */
  constructor(options: DriverConformanceOptions<TInputs, TState>) {
    this.options = options;
    this.patience = options.patience ?? DEFAULT_PATIENCE;
  }

  async createDriver(): Promise<Driver<TInputs, TState>> {
    return this.options.createDriver();
  }

  /** An incarnation of which nothing was made yet; destroyed when the rule is through. */
  async createIncarnation(request?: DriverRequest<TInputs>): Promise<Incarnation<TInputs, TState>> {
    const incarnation = Incarnation.create(
      await this.createDriver(),
      request ?? (await this.options.createRequest()),
      this.patience,
    );
    this.#incarnations.push(incarnation);
    return incarnation;
  }

  /** How often a clean `apply` asks whether it still owns the lane: the places where it can be stopped. */
  async countOwnershipChecks(operation: 'apply' | 'destroy'): Promise<number> {
    const incarnation = await this.createIncarnation();
    let count = 0;
    const onAssertOwned = () => {
      count += 1;
    };
    await incarnation.apply(operation === 'apply' ? { onAssertOwned } : {});
    await incarnation.destroy(operation === 'destroy' ? { onAssertOwned } : {});
    return count;
  }

  /** The world, for rules that only run where there is one. */
  get world(): DriverWorld<TInputs> {
    return this.need('world');
  }

  /** @throws ConformanceFailure that asks for the option, or for the reason why it does not apply. */
  need<K extends keyof DriverConformanceOptions<TInputs, TState>>(
    option: K,
  ): NonNullable<DriverConformanceOptions<TInputs, TState>[K]> {
    const value = this.options[option];
    mustHold(
      value !== undefined,
      `This rule needs the option "${option}". Give it, or say in "exempt" why the rule does not apply.`,
    );
    return value as NonNullable<DriverConformanceOptions<TInputs, TState>[K]>;
  }

  /** @throws ConformanceFailure that asks for the hook, or for the reason why it does not apply. */
  needHook<K extends 'block' | 'failHalfWay'>(hook: K): NonNullable<DriverWorld<TInputs>[K]> {
    const value = this.world[hook];
    mustHold(
      value !== undefined,
      `This rule needs the hook "world.${hook}". Give it, or say in "exempt" why the rule does not apply.`,
    );
    return value as NonNullable<DriverWorld<TInputs>[K]>;
  }

  /** Repeats work that fails with passing trouble, as the engine does. */
  async retryTransient<T>(work: () => Promise<T>): Promise<T> {
    const end = Date.now() + this.patience;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        const isOver = Date.now() > end || driverErrorClass(error) !== 'transient';
        if (isOver || error instanceof ConformanceFailure) {
          throw error;
        }
        await sleep(100);
      }
    }
  }

  /** Gives an operation time to reach the place where the world blocks it. */
  async letItReachTheBlock(operation: Promise<unknown>): Promise<void> {
    const reached = sleep(TIME_TO_REACH_A_BLOCK, 'blocked');
    const ended = operation.then(
      () => 'ended',
      () => 'ended',
    );
    mustHold(
      (await Promise.race([reached, ended])) === 'blocked',
      'The operation ended although "world.block" was to make it wait; the hook does not block this driver.',
    );
  }

  /** Destroys all that the rule made. */
  async cleanUp(): Promise<void> {
    for (const incarnation of this.#incarnations) {
      await this.retryTransient(() => incarnation.destroy({ fence: NEWEST_FENCE }));
    }
  }
}
