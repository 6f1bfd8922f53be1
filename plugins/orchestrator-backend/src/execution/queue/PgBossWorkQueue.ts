import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { fromKnex, PgBoss } from 'pg-boss';
import { endsWithin } from '../../health/endsWithin';
import { BellListener } from './BellListener';
import { BellPuller } from './BellPuller';
import { findNoStanding, type FindStanding } from './BellStanding';
import { forgetFuture } from './forgetFuture';
import { PgBossBells } from './PgBossBells';
import { prepareAlone } from './prepareAlone';
import type { Bell, BellHandler, WorkQueue } from './WorkQueue';

/** What {@link PgBossWorkQueue.create} needs. */
export interface PgBossWorkQueueOptions {
  /** The plugin's own knex, so that its credentials, role and pool hold for the queue too. */
  database: Knex;
  logger: LoggerService;
  /** Schema of the queue's tables. Default `platform_orchestrator_queue`. */
  schema?: string;
  /** Creates the schema when it is missing. Default true. */
  createSchema?: boolean;
  /** Brings the queue's tables to the version of the library. Default true. */
  migrate?: boolean;
  /** Lanes worked on at a time by this process. Default 8. */
  concurrency?: number;
  /** Tasks worked on at a time by this process, beside its lanes. Default 2. */
  taskConcurrency?: number;
  /** How bells stand among each other. Default: all alike. */
  findStanding?: FindStanding;
  /** How long a stop waits for the work in hand, in milliseconds. Default 10,000. */
  stopGrace?: number;
}

/** How often it is looked whether the clock of the database was set back, in milliseconds. */
const CLOCK_CHECK_INTERVAL = 30_000;
/** How long a stop waits for statements of the library that are under way, in milliseconds. */
const HOUSEKEEPING = 1_000;
/** Kept from before tasks had a queue of their own, so that replicas of both versions answer the same lanes. */
const LANES = 'bells';
const TASKS = 'tasks';

/**
 * Bells as jobs of pg-boss on PostgreSQL. Jobs are sent inside the caller's transaction, and fetched inside the transaction
 * that takes them. Lanes and tasks are two queues of the library with slots of their own.
 */
export class PgBossWorkQueue implements WorkQueue {
  readonly #options: PgBossWorkQueueOptions & { schema: string };
  readonly #boss: PgBoss;
  readonly #channel: string;
  readonly #bells: Record<Bell['kind'], PgBossBells>;
  readonly #listener: BellListener;
  #clockCheck: NodeJS.Timeout | undefined;
  #pullers: { wake(): void; stop(): Promise<void> }[] = [];

  private constructor(
    options: PgBossWorkQueueOptions & { schema: string },
    boss: PgBoss,
    bells: Record<Bell['kind'], PgBossBells>,
  ) {
    this.#options = options;
    this.#boss = boss;
    this.#bells = bells;
    this.#channel = `${options.schema}_bells`;
    this.#listener = BellListener.create({
      database: options.database,
      logger: options.logger,
      channel: `"${this.#channel}"`,
      onRing: () => this.#pullers.forEach(puller => puller.wake()),
    });
  }

  /** Prepares the queue's schema. @throws when it is missing and may not be created. */
  static async create(options: PgBossWorkQueueOptions): Promise<PgBossWorkQueue> {
    const { database, findStanding = findNoStanding } = options;
    const schema = options.schema ?? 'platform_orchestrator_queue';
    const boss = new PgBoss({
      db: fromKnex(database),
      schema: `"${schema}"`,
      createSchema: options.createSchema ?? true,
      migrate: options.migrate ?? true,
      schedule: false,
      superviseIntervalSeconds: 1,
      monitorIntervalSeconds: 1,
      maintenanceIntervalSeconds: 60,
    });
    boss.on('error', error => options.logger.warn('The queue reports an error.', error));
    const shared = { boss, database, schema, findStanding };
    return prepareAlone(database, schema, async () => {
      await boss.start();
      return new PgBossWorkQueue({ ...options, schema }, boss, {
        lane: await PgBossBells.create({ ...shared, name: LANES }),
        task: await PgBossBells.create({ ...shared, name: TASKS }),
      });
    });
  }

  async ring(transaction: Knex.Transaction, bell: Bell): Promise<void> {
    await this.#bells[bell.kind].ring(transaction, bell);
    await transaction.raw('select pg_notify(?, ?)', [this.#channel, '']);
  }

  async ringAgain(bells: readonly Bell[]): Promise<void> {
    for (const kind of ['lane', 'task'] as const) {
      const ofKind = bells.filter(bell => bell.kind === kind);
      for (const bell of await this.#bells[kind].silent(ofKind)) {
        await this.#options.database.transaction(transaction => this.ring(transaction, bell));
      }
    }
  }

  async run<T>(handler: BellHandler<T>): Promise<void> {
    const { database, logger, stopGrace = 10_000 } = this.#options;
    const { concurrency = 8, taskConcurrency = 2 } = this.#options;
    await forgetFuture(database, this.#options.schema);
    this.#clockCheck = setInterval(() => {
      forgetFuture(database, this.#options.schema).catch(error =>
        logger.warn('The times of the queue could not be checked.', error),
      );
    }, CLOCK_CHECK_INTERVAL).unref();
    await this.#listener.start();
    const shared = {
      ...{ database, logger, handler, stopGrace },
      ring: (transaction: Knex.Transaction, bell: Bell) => this.ring(transaction, bell),
    };
    this.#pullers = [
      BellPuller.start({ ...shared, bells: this.#bells.lane, concurrency }),
      BellPuller.start({ ...shared, bells: this.#bells.task, concurrency: taskConcurrency }),
    ];
  }

  async stop(): Promise<void> {
    clearInterval(this.#clockCheck);
    await this.#listener.stop();
    await Promise.all(this.#pullers.map(puller => puller.stop()));
    // The library waits for its housekeeping, which waits for the database.
    await endsWithin(HOUSEKEEPING, this.#boss.stop({ graceful: false, close: false }));
  }
}
