import type { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Driver, PlanPolicy } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';
import { isPostgres } from '../database/columns';
import { CANCEL_CHANNEL } from '../database/deployments/requestCancel';
import { listUnfinishedLanes } from '../database/execution/listUnfinishedLanes';
import type { Environments } from '../environments/Environments';
import { LedgerCiphers } from '../ledger/LedgerCiphers';
import { LedgerSecretStore } from '../ledger/LedgerSecretStore';
import type { Registry } from '../registry/Registry';
import type { KeyRing } from '../secrets/KeyRing';
import type { SecretStores } from '../secrets/SecretStores';
import type { Values } from '../secrets/Values';
import { MeasuredDriverInvoker } from '../telemetry/MeasuredDriverInvoker';
import { outboxMetrics } from '../telemetry/outboxMetrics';
import { Telemetry } from '../telemetry/Telemetry';
import { InProcessDriverInvoker } from './drivers/InProcessDriverInvoker';
import { DEFAULT_EXECUTION_SETTINGS, type ExecutionSettings } from './ExecutionSettings';
import { CancelBell } from './lanes/CancelBell';
import { LaneWorker } from './lanes/LaneWorker';
import { NodeLimits } from './nodes/NodeLimits';
import { OutboxDispatcher } from './outbox/OutboxDispatcher';
import type { OutboxSink } from './outbox/OutboxSink';
import { EventSink } from './outbox/sinks/EventSink';
import { SignalSink } from './outbox/sinks/SignalSink';
import { BellListener } from './queue/BellListener';
import { BellRouter } from './queue/BellRouter';
import type { TaskKind } from './queue/TaskKind';
import type { Bell, WorkQueue } from './queue/WorkQueue';

/** What {@link Execution.create} needs. */
export interface ExecutionOptions {
  database: Knex;
  logger: LoggerService;
  /** Records what deployments do to the registry; default: nobody does. */
  auditor?: AuditorService;
  queue: WorkQueue;
  environments: Pick<Environments, 'findByUid'>;
  registry: Pick<Registry, 'snapshot'>;
  values: Values;
  keyRing: KeyRing;
  /** Gets the store `ledger` added. */
  secretStores: SecretStores;
  drivers: Driver[];
  events: EventsService;
  /** Absent: nobody shows live data, and signals are dropped. */
  signals?: SignalsService;
  /** Where messages of the outbox of other kinds go; default: they are dropped. */
  sinks?: OutboxSink[];
  /** Background work beside the lanes; default: none. */
  tasks?: TaskKind[];
  /** What differs from {@link DEFAULT_EXECUTION_SETTINGS}. */
  settings?: Partial<ExecutionSettings>;
  /** Default: nothing is seen from outside. */
  telemetry?: Telemetry;
  /** Rules about plans, sorted by name; default: none. */
  policies?: PlanPolicy[];
}

/** Works on deployments: answers the bells of lanes, rings again for what is unfinished, and tells what happened. */
export class Execution {
  readonly #options: ExecutionOptions;
  readonly #settings: ExecutionSettings;
  readonly #worker: LaneWorker;
  readonly #dispatcher: OutboxDispatcher;
  readonly #cancels: BellListener | undefined;
  readonly #timers: NodeJS.Timeout[] = [];

  private constructor(
    options: ExecutionOptions,
    settings: ExecutionSettings,
    worker: LaneWorker,
    cancelBell: CancelBell,
  ) {
    this.#cancels = isPostgres(options.database)
      ? BellListener.create({
          ...{ database: options.database, logger: options.logger, channel: CANCEL_CHANNEL },
          onRing: () => cancelBell.ring(),
        })
      : undefined;
    this.#options = options;
    this.#settings = settings;
    this.#worker = worker;
    const { database, logger, events, signals, sinks = [], telemetry } = options;
    this.#dispatcher = OutboxDispatcher.create({
      ...{ database, logger, metrics: telemetry && outboxMetrics(telemetry) },
      sinks: [
        EventSink.create({ events }),
        ...(signals ? [SignalSink.create({ signals })] : []),
        ...sinks,
      ],
    });
  }

  static create(options: ExecutionOptions): Execution {
    const { database, keyRing, secretStores, drivers } = options;
    const telemetry = options.telemetry ?? Telemetry.create();
    const settings = { ...DEFAULT_EXECUTION_SETTINGS, ...options.settings };
    const ciphers = LedgerCiphers.create({ keyRing });
    secretStores.add(LedgerSecretStore.create({ database, ciphers }));
    const cancelBell = CancelBell.create();
    const worker = LaneWorker.create({
      ...options,
      ciphers,
      settings,
      limits: NodeLimits.create(),
      cancelBell,
      drivers: new Map(drivers.map(driver => [driver.id, driver])),
      invoker: MeasuredDriverInvoker.create({
        inner: InProcessDriverInvoker.create({ abortGrace: settings.abortGrace }),
        telemetry,
      }),
      telemetry,
      policies: options.policies ?? [],
    });
    return new Execution(options, settings, worker, cancelBell);
  }

  /** Begins to work, where this process is a worker, and to tell what happened. */
  async start(): Promise<void> {
    await this.#dispatcher.start();
    if (this.#settings.enabled) {
      await this.#cancels?.start();
      const { queue, logger, tasks = [] } = this.#options;
      await queue.run(BellRouter.create({ lanes: this.#worker, tasks, logger }));
      await this.#ringAgain();
      this.#every(this.#settings.ringInterval, () => this.#ringAgain());
    }
  }

  /** Stops; work in hand is handed over at once. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) {
      clearInterval(timer);
    }
    await this.#options.queue.stop();
    await this.#cancels?.stop();
    await this.#dispatcher.stop();
  }

  /** Makes lost rings good. What has nothing to do is not rung. */
  async #ringAgain(): Promise<void> {
    const { database, queue, tasks = [] } = this.#options;
    const bells: Bell[] = [];
    for (const task of tasks) {
      for (const uid of await task.unfinished()) {
        bells.push({ kind: 'task', key: `${task.kind}:${uid}` });
      }
    }
    for (const key of await listUnfinishedLanes(database)) {
      bells.push({ kind: 'lane', key });
    }
    await queue.ringAgain(bells);
  }

  #every(interval: number, work: () => Promise<unknown>): void {
    const timer = setInterval(() => {
      work().catch(error => this.#options.logger.warn('Housekeeping could not be done.', error));
    }, interval);
    timer.unref();
    this.#timers.push(timer);
  }
}
