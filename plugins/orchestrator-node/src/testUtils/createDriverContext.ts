import { createHmac, randomUUID } from 'node:crypto';
import type { NodeId } from '@tutti/planner';
import type { JsonObject } from '@tutti/score';
import type { DriverContext } from '../drivers/DriverContext';
import { conflictError } from '../drivers/DriverError';
import { SecretRedactor } from '../secrets/SecretRedactor';
import { TestGeneratedValues } from './TestGeneratedValues';

/** One line that a driver wrote. */
export interface TestLogEntry {
  level: 'info' | 'warn' | 'error';
  /** As the deployment's log shows it: redacted. */
  message: string;
  /** As the driver wrote it. */
  unredacted: string;
}

/** Options of {@link createDriverContext}: the parts of a context that matter to a test; the others are made up. */
export interface CreateDriverContextOptions<
  TInputs extends JsonObject = JsonObject,
  TState extends JsonObject = JsonObject,
> extends Partial<
  Pick<
    DriverContext<TInputs, TState>,
    | 'params'
    | 'state'
    | 'outputs'
    | 'application'
    | 'environment'
    | 'deployment'
    | 'node'
    | 'resource'
    | 'ledgerUid'
    | 'name'
    | 'idempotencyKey'
    | 'fence'
    | 'manifests'
    | 'adopting'
  >
> {
  inputs: TInputs;
  /** The values of the intent; share them between attempts. Default: a store of its own. */
  generated?: TestGeneratedValues;
  /** Share it between contexts of one deployment. Default: a redactor of its own. */
  redactor?: SecretRedactor;
  /** Is called within each `assertOwned`, with the count of calls from 1; what it throws, `assertOwned` throws. */
  onAssertOwned?(call: number): Promise<void> | void;
}

/** A driver context in memory, with what a test looks at and takes hold of. */
export interface TestDriverContext<
  TInputs extends JsonObject = JsonObject,
  TState extends JsonObject = JsonObject,
> extends DriverContext<TInputs, TState> {
  /** All that was logged so far, in order. */
  readonly log: TestLogEntry[];
  readonly redactor: SecretRedactor;
  readonly generated: TestGeneratedValues;
  /** How often `assertOwned` was called so far. */
  ownershipChecks(): number;
  /** Another worker takes the lane over: `assertOwned` throws a conflict with this owner from now on. */
  loseLane(owner?: string): void;
  /** Aborts the signal, as a cancelled deployment does; with a `TimeoutError` as the reason, as one that timed out. */
  abort(reason?: unknown): void;
}

/**
 * A driver context that works as the engine's does, in memory: it records and redacts the log, keeps generated values,
 * knows whether the lane is still owned, and can be aborted. Without options every context is another incarnation of
 * `postgres.default#web.db` in the environment `development` of the application `shop`.
 */
export function createDriverContext<
  TInputs extends JsonObject = JsonObject,
  TState extends JsonObject = JsonObject,
>(options: CreateDriverContextOptions<TInputs, TState>): TestDriverContext<TInputs, TState> {
  const {
    redactor = new SecretRedactor(),
    generated = new TestGeneratedValues(),
    onAssertOwned,
    ...given
  } = options;
  const controller = new AbortController();
  const log: TestLogEntry[] = [];
  let ownershipChecks = 0;
  let newOwner: string | undefined;

  const write = (level: TestLogEntry['level']) => (unredacted: string) => {
    log.push({ level, message: redactor.redact(unredacted), unredacted });
  };

  return {
    params: {},
    application: { id: 'shop' },
    environment: { uid: randomUUID(), id: 'development', type: 'development' },
    deployment: { uid: randomUUID(), number: 1, requestedBy: 'user:default/test' },
    node: 'postgres.default#web.db' as NodeId,
    resource: { type: 'postgres', class: 'default', id: 'web.db' },
    ledgerUid: randomUUID(),
    name: `web-db-${randomUUID().slice(0, 8)}`,
    idempotencyKey: randomUUID(),
    fence: { epoch: 1, counter: 1 },
    ...given,
    redactor,
    generated,
    log,
    ownershipChecks: () => ownershipChecks,
    loseLane(owner = 'another worker') {
      newOwner = owner;
    },
    abort(reason) {
      controller.abort(reason);
    },
    signal: controller.signal,
    async assertOwned() {
      ownershipChecks += 1;
      await onAssertOwned?.(ownershipChecks);
      if (newOwner !== undefined) {
        throw conflictError(`The lane of this environment belongs to ${newOwner} now.`, newOwner);
      }
    },
    async generate(name, generateOptions) {
      const value = generated.get(name, generateOptions);
      redactor.register(value);
      return value;
    },
    registerSecret(secret) {
      redactor.register(secret);
    },
    async fingerprintSecret(secret) {
      return createHmac('sha256', 'fingerprints of tests')
        .update(JSON.stringify(secret.$secret))
        .digest('hex');
    },
    logger: { info: write('info'), warn: write('warn'), error: write('error') },
  };
}
