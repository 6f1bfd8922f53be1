import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { fromKnex, PgBoss, type Db, type Job } from 'pg-boss';
import { v7 as uuid } from 'uuid';
import { BellListener } from './BellListener';
import { HeldBell } from './HeldBell';
import { QueueStoppedError } from './QueueStoppedError';
import { Wakeup } from './Wakeup';
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
  /** Bells answered at a time by this process. Default 8. */
  concurrency?: number;
  /** How long a stop waits for the work in hand, in milliseconds. Default 10,000. */
  stopGrace?: number;
}

const QUEUE = 'bells';
/** The smallest that the library takes; a dead worker's bell is free again 10 to 12 s later. */
const HEARTBEAT_SECONDS = 10;
const HEARTBEAT_INTERVAL = 3_000;
/** Longest expiry that the library takes; whatever lasts longer is rung again. */
const EXPIRE_SECONDS = 24 * 60 * 60;
/** A bell never ends as failed: under `key_strict_fifo` a failed one would hold back its key for ever. */
const RETRY_LIMIT = 2_000_000_000;
const SHORTEST_POLL = 200;
const LONGEST_POLL = 2_000;

/**
 * Bells as jobs of pg-boss on PostgreSQL. Policy `key_strict_fifo` with one key per lane: of one key at most one job is
 * active, and the others wait without holding back other keys. Jobs are sent inside the caller's transaction, and
 * fetched inside the transaction that takes them. `fetch` runs in a savepoint, because losing a race for a key
 * is a unique violation there, which would abort the transaction around it.
 *
 * Jobs are pulled as slots get free (the library's own `work` waits for its polling interval between two jobs) and
 * kept with `touch`, which names the attempt, so a worker that lost a job can neither renew nor complete it.
 */
export class PgBossWorkQueue implements WorkQueue {
  readonly #database: Knex;
  readonly #logger: LoggerService;
  readonly #boss: PgBoss;
  readonly #channel: string;
  readonly #concurrency: number;
  readonly #stopGrace: number;
  readonly #listener: BellListener;
  readonly #wakeup = new Wakeup();
  readonly #working = new Map<Job<Bell>, { held: HeldBell; done: Promise<void> }>();
  #loop: Promise<void> | undefined;
  #stopping = false;

  private constructor(boss: PgBoss, options: PgBossWorkQueueOptions & { schema: string }) {
    this.#boss = boss;
    this.#database = options.database;
    this.#logger = options.logger;
    this.#channel = `"${options.schema}_bells"`;
    this.#concurrency = options.concurrency ?? 8;
    this.#stopGrace = options.stopGrace ?? 10_000;
    this.#listener = BellListener.create({
      database: options.database,
      logger: options.logger,
      channel: this.#channel,
      onRing: () => this.#wakeup.wake(),
    });
  }

  /** Prepares the queue's schema. @throws when it is missing and may not be created. */
  static async create(options: PgBossWorkQueueOptions): Promise<PgBossWorkQueue> {
    const schema = options.schema ?? 'platform_orchestrator_queue';
    const boss = new PgBoss({
      db: fromKnex(options.database),
      schema: `"${schema}"`,
      createSchema: options.createSchema ?? true,
      migrate: options.migrate ?? true,
      schedule: false,
      superviseIntervalSeconds: 1,
      monitorIntervalSeconds: 1,
      maintenanceIntervalSeconds: 60,
    });
    boss.on('error', error => options.logger.warn('The queue reports an error.', error));
    await boss.start();
    await boss.createQueue(QUEUE, {
      policy: 'key_strict_fifo',
      heartbeatSeconds: HEARTBEAT_SECONDS,
      expireInSeconds: EXPIRE_SECONDS,
      retryLimit: RETRY_LIMIT,
      deleteAfterSeconds: 60,
    });
    // The library reads a queue's settings at its first use. Doing that now keeps it out of transactions.
    await boss.touch(QUEUE, { id: uuid(), retryCount: 0 });
    return new PgBossWorkQueue(boss, { ...options, schema });
  }

  async ring(transaction: Knex.Transaction, bell: Bell): Promise<void> {
    await this.#boss.send(QUEUE, bell, {
      db: fromKnex(transaction),
      singletonKey: `${bell.kind}:${bell.key}`,
    });
    await transaction.raw('select pg_notify(?, ?)', [this.#channel.replaceAll('"', ''), '']);
  }

  async run<T>(handler: BellHandler<T>): Promise<void> {
    await this.#listener.start();
    this.#loop = this.#pull(handler);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wakeup.wake();
    await this.#loop;
    await this.#listener.stop();
    for (const { held } of this.#working.values()) {
      held.abort(new QueueStoppedError());
    }
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>(resolve => {
      timer = setTimeout(resolve, this.#stopGrace);
    });
    await Promise.race([Promise.all([...this.#working.values()].map(work => work.done)), grace]);
    clearTimeout(timer);
    for (const [job, { held }] of this.#working) {
      held.release();
      await this.#giveBack(job);
    }
    await this.#boss.stop({ graceful: false, close: false });
  }

  /** Pulls bells while slots are free. Sleeps up to two seconds, less when a bell was rung or a slot got free. */
  async #pull<T>(handler: BellHandler<T>): Promise<void> {
    let delay = SHORTEST_POLL;
    while (!this.#stopping) {
      let found = false;
      if (this.#working.size < this.#concurrency) {
        try {
          found = await this.#takeOne(handler);
        } catch (error) {
          this.#logger.warn('A bell could not be taken and waits.', error as Error);
        }
      }
      if (found) {
        delay = SHORTEST_POLL;
      } else {
        await this.#wakeup.wait(delay * (0.75 + Math.random() / 2));
        delay = Math.min(delay * 2, LONGEST_POLL);
      }
    }
  }

  async #takeOne<T>(handler: BellHandler<T>): Promise<boolean> {
    const claim = await this.#database.transaction(async transaction => {
      const [job] = await this.#boss.fetch<Bell>(QUEUE, { db: inSavepoints(transaction) });
      return job && { job, taken: await handler.take(transaction, job.data) };
    });
    if (!claim) {
      return false;
    }
    const { job, taken } = claim;
    const held = HeldBell.hold({
      bell: job.data,
      touch: () => this.#touch(job),
      interval: HEARTBEAT_INTERVAL,
      lapse: HEARTBEAT_SECONDS * 1_000,
    });
    this.#working.set(job, { held, done: this.#answer(handler, job, taken, held) });
    return true;
  }

  async #answer<T>(
    handler: BellHandler<T>,
    job: Job<Bell>,
    taken: T,
    held: HeldBell,
  ): Promise<void> {
    try {
      await handler.work(job.data, taken, held.signal);
    } catch (error) {
      this.#logger.error(`The bell of ${job.data.key} was answered with an error.`, error as Error);
    }
    held.release();
    try {
      if (this.#stopping) {
        await this.#giveBack(job);
      } else {
        await this.#boss.complete(QUEUE, attemptOf(job));
      }
    } catch (error) {
      // Its heartbeat ends, so another worker finds it.
      this.#logger.warn(`The bell of ${job.data.key} could not be completed.`, error as Error);
    }
    this.#working.delete(job);
    this.#wakeup.wake();
  }

  /** Renews the hold of a job; false when another worker has it. The library's types leave out the count. */
  async #touch(job: Job<Bell>): Promise<boolean> {
    const answer = (await this.#boss.touch(QUEUE, attemptOf(job))) as { affected?: number };
    return (answer.affected ?? 0) > 0;
  }

  /** Ends the job and rings anew, so that another worker need not wait for the heartbeat to lapse. */
  async #giveBack(job: Job<Bell>): Promise<void> {
    await this.#database.transaction(async transaction => {
      await this.#boss.complete(QUEUE, attemptOf(job), undefined, { db: fromKnex(transaction) });
      await this.ring(transaction, job.data);
    });
  }
}

function attemptOf(job: Job<Bell>): { id: string; retryCount: number } {
  return { id: job.id, retryCount: job.retryCount };
}

function inSavepoints(transaction: Knex.Transaction): Db {
  return {
    executeSql: (text, values) =>
      transaction.transaction(savepoint => fromKnex(savepoint).executeSql(text, values)),
  };
}
