import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { endsWithin } from '../../health/endsWithin';
import { findNoStanding, type BellStanding, type FindStanding } from './BellStanding';
import { fairTurns } from './fairTurns';
import { QueueStoppedError } from './QueueStoppedError';
import type { Bell, BellHandler, WorkQueue } from './WorkQueue';

/** What {@link InProcessWorkQueue.create} needs. */
export interface InProcessWorkQueueOptions {
  database: Knex;
  logger: LoggerService;
  /** Lanes worked on at a time. Default 8. */
  concurrency?: number;
  /** Tasks worked on at a time, beside the lanes. Default 2. */
  taskConcurrency?: number;
  /** How bells stand among each other. Default: all alike. */
  findStanding?: FindStanding;
  /** How long a stop waits for the work in hand, in milliseconds. Default 10,000. */
  stopGrace?: number;
  /** How long a bell that could not be taken waits, in milliseconds. Default 1,000. */
  retryDelay?: number;
}

interface WaitingBell {
  bell: Bell;
  standing: BellStanding;
}

interface WorkingBell {
  kind: Bell['kind'];
  group?: string;
  done: Promise<void>;
}

/**
 * Bells in memory, for a database that one process owns (better-sqlite3). Nothing is lost with the process, since the
 * lanes that have something to do are rung again at start.
 */
export class InProcessWorkQueue implements WorkQueue {
  readonly #options: Required<InProcessWorkQueueOptions>;
  /** Waiting bells by kind and key, in the order of their first ring. */
  readonly #waiting = new Map<string, WaitingBell>();
  readonly #working = new Map<string, WorkingBell>();
  readonly #abort = new AbortController();
  #handler: BellHandler<unknown> | undefined;

  private constructor(options: Required<InProcessWorkQueueOptions>) {
    this.#options = options;
  }

  static create(options: InProcessWorkQueueOptions): InProcessWorkQueue {
    return new InProcessWorkQueue({
      concurrency: 8,
      taskConcurrency: 2,
      findStanding: findNoStanding,
      stopGrace: 10_000,
      retryDelay: 1_000,
      ...options,
    });
  }

  async ring(transaction: Knex.Transaction, bell: Bell): Promise<void> {
    const standing = await this.#options.findStanding(transaction, bell);
    // Not awaited: it settles only after the caller's own work in the transaction is done.
    transaction.executionPromise.then(
      () => this.#put({ bell, standing }),
      () => undefined, // rolled back: the ring never happened
    );
  }

  async ringAgain(bells: readonly Bell[]): Promise<void> {
    for (const bell of bells) {
      if (!this.#waiting.has(nameOf(bell))) {
        await this.#options.database.transaction(transaction => this.ring(transaction, bell));
      }
    }
  }

  async run<T>(handler: BellHandler<T>): Promise<void> {
    this.#handler = handler as BellHandler<unknown>;
    this.#startWhatFits();
  }

  async stop(): Promise<void> {
    this.#abort.abort(new QueueStoppedError());
    this.#waiting.clear();
    const working = [...this.#working.values()].map(work => work.done);
    await endsWithin(this.#options.stopGrace, Promise.all(working));
  }

  #put(waiting: WaitingBell): void {
    if (!this.#abort.signal.aborted) {
      this.#waiting.set(nameOf(waiting.bell), waiting);
      this.#startWhatFits();
    }
  }

  #startWhatFits(): void {
    const { concurrency, taskConcurrency } = this.#options;
    this.#startKind('lane', concurrency);
    this.#startKind('task', taskConcurrency);
  }

  #startKind(kind: Bell['kind'], concurrency: number): void {
    const handler = this.#handler;
    const free = () =>
      [...this.#working.values()].filter(work => work.kind === kind).length < concurrency;
    for (let next = this.#next(kind); handler && next && free(); next = this.#next(kind)) {
      const { bell, standing } = next;
      const name = nameOf(bell);
      this.#waiting.delete(name);
      const done = this.#answer(handler, next).finally(() => {
        this.#working.delete(name);
        this.#startWhatFits();
      });
      this.#working.set(name, { kind, group: standing.group, done });
    }
  }

  /** Whose turn it is: an urgent one, or the first of a group that holds the fewest slots. */
  #next(kind: Bell['kind']): WaitingBell | undefined {
    const idle = [...this.#waiting].flatMap(([name, waiting]) =>
      waiting.bell.kind === kind && !this.#working.has(name) ? [waiting] : [],
    );
    const held = [...this.#working.values()].flatMap(work =>
      work.kind === kind ? [work.group] : [],
    );
    return (
      idle.find(({ standing }) => standing.urgent) ??
      fairTurns(held)
        .map(passedOver =>
          idle.find(({ standing: { group } }) => !group || !passedOver.includes(group)),
        )
        .find(waiting => waiting !== undefined)
    );
  }

  async #answer(handler: BellHandler<unknown>, waiting: WaitingBell): Promise<void> {
    const { database, logger, retryDelay } = this.#options;
    const { bell } = waiting;
    let taken: unknown;
    try {
      taken = await database.transaction(transaction => handler.take(transaction, bell));
    } catch (error) {
      logger.warn(`The bell of ${bell.key} could not be taken and waits.`, error as Error);
      setTimeout(() => this.#put(waiting), retryDelay).unref();
      return;
    }
    try {
      if ((await handler.work(bell, taken, this.#abort.signal)) === 'more') {
        await database.transaction(transaction => this.ring(transaction, bell));
      }
    } catch (error) {
      logger.error(`The bell of ${bell.key} was answered with an error.`, error as Error);
    }
  }
}

function nameOf({ kind, key }: Bell): string {
  return `${kind}:${key}`;
}
