import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@tutti/score';
import type {
  Driver,
  DriverAbsence,
  DriverObservation,
  DriverPlan,
  DriverResult,
} from '../../drivers/Driver';
import { isAdopting } from '../../drivers/Adoption';
import type { Fence } from '../../drivers/DriverContext';
import { createDriverContext, type TestDriverContext } from '../createDriverContext';
import { TestGeneratedValues } from '../TestGeneratedValues';
import { mustHold } from './ConformanceFailure';
import type { DriverRequest, DriverTarget } from './DriverConformanceOptions';
import { Said } from './Said';
import { withinPatience } from './withinPatience';

/** What is special about one operation on an {@link Incarnation}. */
export interface OperationOptions<TInputs extends JsonObject, TState extends JsonObject> {
  /** Default: the driver that the incarnation was made with. */
  driver?: Driver<TInputs, TState>;
  /** Default: the request that the incarnation was made with. */
  request?: DriverRequest<TInputs>;
  /** Starts another intended effect: with a key and generated values of its own, as a new deployment does. */
  newIntent?: boolean;
  /** The process dies before the answer is written down: state and outputs stay what they were. */
  loseAnswer?: boolean;
  fence?: Fence;
  /** Milliseconds that this operation may take, when it takes in others. */
  patience?: number;
  onAssertOwned?(call: number, context: TestDriverContext<TInputs, TState>): Promise<void> | void;
  /** Gets the context before the operation begins: to abort it, to take its lane. */
  withContext?(context: TestDriverContext<TInputs, TState>): void;
}

/**
 * One incarnation of a node as the engine keeps it: what is written down between operations (key, generated values,
 * state, outputs), which goes through JSON, and everything that its operations let people see.
 */
export class Incarnation<TInputs extends JsonObject, TState extends JsonObject> {
  readonly target: DriverTarget<TInputs>;
  readonly said: Said;
  readonly #driver: Driver<TInputs, TState>;
  readonly #patience: number;
  readonly #environment = { uid: randomUUID(), id: 'development', type: 'development' };
  #intent = {
    idempotencyKey: randomUUID() as string,
    generated: new TestGeneratedValues(randomUUID()),
  };
  #state: TState | undefined;
  #outputs: JsonObject | undefined;

  private constructor(
    driver: Driver<TInputs, TState>,
    target: DriverTarget<TInputs>,
    patience: number,
  ) {
    this.#driver = driver;
    this.target = target;
    this.#patience = patience;
    this.said = new Said();
  }

  /** A new incarnation, of which nothing was made yet. */
  static create<TInputs extends JsonObject, TState extends JsonObject>(
    driver: Driver<TInputs, TState>,
    request: DriverRequest<TInputs>,
    patience: number,
  ): Incarnation<TInputs, TState> {
    const ledgerUid = request.ledgerUid ?? randomUUID();
    const name = request.name ?? `conformance-${ledgerUid.slice(0, 8)}`;
    return new Incarnation(driver, { inputs: request.inputs, request, ledgerUid, name }, patience);
  }

  async plan(options: OperationOptions<TInputs, TState> = {}): Promise<DriverPlan> {
    const plan = await this.#operate('plan', options, (driver, context) => driver.plan(context));
    this.said.add('the plan', plan);
    return plan;
  }

  async apply(options: OperationOptions<TInputs, TState> = {}): Promise<DriverResult<TState>> {
    if (options.newIntent) {
      this.#intent = {
        idempotencyKey: randomUUID(),
        generated: new TestGeneratedValues(randomUUID()),
      };
    }
    const result = await this.#operate('apply', options, (driver, context) =>
      driver.apply(context),
    );
    return this.#keep('apply', result, options);
  }

  #keep(
    operation: string,
    result: DriverResult<TState>,
    options: OperationOptions<TInputs, TState>,
  ): DriverResult<TState> {
    const { state, secretOutputs = {}, ...shown } = result;
    this.said.add(`the result of ${operation}`, shown);
    this.said.addSecrets(Object.values(secretOutputs).filter(value => typeof value === 'string'));
    if (!options.loseAnswer) {
      this.#state = throughJson(state);
      this.#outputs = throughJson({ ...result.outputs, ...secretOutputs } as JsonObject);
    }
    return result;
  }

  /** @throws ConformanceFailure when the request has nothing to adopt, or the driver has no `adopt`. */
  async adopt(options: OperationOptions<TInputs, TState> = {}): Promise<DriverResult<TState>> {
    return this.#keep(
      'adopt',
      await this.#operate('adopt', options, (driver, context) => {
        mustHold(isAdopting(context), 'The request has nothing to adopt.');
        mustHold(driver.adopt !== undefined, 'The driver has no "adopt".');
        return driver.adopt(context);
      }),
      options,
    );
  }

  async read(options: OperationOptions<TInputs, TState> = {}): Promise<DriverObservation> {
    const observation = await this.#operate('read', options, (driver, context) =>
      driver.read(context),
    );
    const { secretOutputs = {}, ...shown } = observation;
    this.said.add('the answer of read', shown);
    this.said.addSecrets(Object.values(secretOutputs));
    return observation;
  }

  async destroy(options: OperationOptions<TInputs, TState> = {}): Promise<DriverAbsence> {
    const absence = await this.#operate('destroy', options, (driver, context) =>
      driver.destroy(context),
    );
    this.said.add('the answer of destroy', absence);
    if (!options.loseAnswer && absence.presence === 'absent') {
      this.#state = undefined;
      this.#outputs = undefined;
    }
    return absence;
  }

  /** Gives the incarnation a state that an older version of the driver stored. */
  recall(state: TState): void {
    this.#state = throughJson(state);
  }

  async #operate<T>(
    operation: string,
    options: OperationOptions<TInputs, TState>,
    run: (
      driver: Driver<TInputs, TState>,
      context: TestDriverContext<TInputs, TState>,
    ) => Promise<T>,
  ): Promise<T> {
    const context: TestDriverContext<TInputs, TState> = createDriverContext<TInputs, TState>({
      environment: this.#environment,
      ...(options.request ?? this.target.request),
      ...this.#intent,
      ledgerUid: this.target.ledgerUid,
      name: this.target.name,
      state: this.#state,
      outputs: this.#outputs,
      fence: options.fence ?? { epoch: 1, counter: 1 },
      onAssertOwned: call => options.onAssertOwned?.(call, context),
    });
    options.withContext?.(context);
    const { generated } = this.#intent;
    try {
      const work = run(options.driver ?? this.#driver, context);
      const patience = options.patience ?? this.#patience;
      return await withinPatience(work, patience, `The operation "${operation}"`);
    } catch (error) {
      this.said.addError(`the error of ${operation}`, error);
      throw error;
    } finally {
      this.said.addLog(context.log);
      this.said.addSecrets(generated.list());
    }
  }
}

function throughJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
