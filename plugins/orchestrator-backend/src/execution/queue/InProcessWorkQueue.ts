import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { QueueStoppedError } from './QueueStoppedError';
import type { Bell, BellHandler, WorkQueue } from './WorkQueue';

/** What {@link InProcessWorkQueue.create} needs. */
export interface InProcessWorkQueueOptions {
  database: Knex;
  logger: LoggerService;
  /** Bells answered at a time. Default 8. */
  concurrency?: number;
  /** How long a stop waits for the work in hand, in milliseconds. Default 10,000. */
  stopGrace?: number;
  /** How long a bell that could not be taken waits, in milliseconds. Default 1,000. */
  retryDelay?: number;
}

/**
 * Bells in memory, for a database that one process owns (better-sqlite3). Nothing is lost with the process, since the
 * lanes that have something to do are rung again at start.
 */
export class InProcessWorkQueue implements WorkQueue {
  readonly #options: Required<InProcessWorkQueueOptions>;
  /** Waiting bells by kind and key, in the order of their first ring. */
  readonly #waiting = new Map<string, Bell>();
  readonly #working = new Map<string, Promise<void>>();
  readonly #abort = new AbortController();
  #handler: BellHandler<unknown> | undefined;

  private constructor(options: Required<InProcessWorkQueueOptions>) {
    this.#options = options;
  }

  static create(options: InProcessWorkQueueOptions): InProcessWorkQueue {
    return new InProcessWorkQueue({
      concurrency: 8,
      stopGrace: 10_000,
      retryDelay: 1_000,
      ...options,
    });
  }

  async ring(transaction: Knex.Transaction, bell: Bell): Promise<void> {
    // Not awaited: it settles only after the caller's own work in the transaction is done.
    transaction.executionPromise.then(
      () => this.#put(bell),
      () => undefined, // rolled back: the ring never happened
    );
  }

  async run<T>(handler: BellHandler<T>): Promise<void> {
    this.#handler = handler as BellHandler<unknown>;
    this.#startWhatFits();
  }

  async stop(): Promise<void> {
    this.#abort.abort(new QueueStoppedError());
    this.#waiting.clear();
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>(resolve => {
      timer = setTimeout(resolve, this.#options.stopGrace);
    });
    await Promise.race([Promise.all(this.#working.values()), grace]);
    clearTimeout(timer);
  }

  #put(bell: Bell): void {
    if (!this.#abort.signal.aborted) {
      this.#waiting.set(`${bell.kind}:${bell.key}`, bell);
      this.#startWhatFits();
    }
  }

  #startWhatFits(): void {
    const handler = this.#handler;
    if (!handler) {
      return;
    }
    for (const [name, bell] of this.#waiting) {
      if (this.#working.size >= this.#options.concurrency) {
        return;
      }
      if (!this.#working.has(name)) {
        this.#waiting.delete(name);
        const work = this.#answer(handler, bell).finally(() => {
          this.#working.delete(name);
          this.#startWhatFits();
        });
        this.#working.set(name, work);
      }
    }
  }

  async #answer(handler: BellHandler<unknown>, bell: Bell): Promise<void> {
    const { database, logger, retryDelay } = this.#options;
    let taken: unknown;
    try {
      taken = await database.transaction(transaction => handler.take(transaction, bell));
    } catch (error) {
      logger.warn(`The bell of ${bell.key} could not be taken and waits.`, error as Error);
      setTimeout(() => this.#put(bell), retryDelay).unref();
      return;
    }
    try {
      await handler.work(bell, taken, this.#abort.signal);
    } catch (error) {
      logger.error(`The bell of ${bell.key} was answered with an error.`, error as Error);
    }
  }
}
