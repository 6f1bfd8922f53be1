import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { v4 as uuid } from 'uuid';
import { isPostgres } from '../../database/columns';
import { acquireLease } from '../../database/execution/acquireLease';
import {
  OUTBOX_CHANNEL,
  OUTBOX_KINDS,
  type OutboxKind,
} from '../../database/execution/insertOutbox';
import { readOutboxHeads } from '../../database/execution/readOutboxHeads';
import { releaseLease } from '../../database/execution/releaseLease';
import { BellListener } from '../queue/BellListener';
import { Wakeup } from '../queue/Wakeup';
import { NO_OUTBOX_METRICS, type OutboxMetrics } from './OutboxMetrics';
import type { OutboxSink } from './OutboxSink';
import type { RetryBounds } from './retryDelay';
import { tellStream } from './tellStream';

const LEASE = 'outbox';
const LEASE_SECONDS = 20;
/** Part of the lease in which this replica tells; the rest is for clocks and what was begun at the end of it. */
const USED_OF_LEASE = 0.5;
/** Environments of one kind that are told about at the same time. */
const CONCURRENCY = 8;

/** Times of {@link OutboxDispatcher}. */
export interface OutboxTimings {
  /** Milliseconds between looks when there is something to do, and when there is nothing. */
  shortestPoll: number;
  longestPoll: number;
  /** Milliseconds that telling one message may take. */
  timeout: number;
  /** When a message that could not be told is told again. */
  retry: RetryBounds;
}

const DEFAULT_TIMINGS: OutboxTimings = {
  shortestPoll: 250,
  longestPoll: 2_000,
  timeout: 5_000,
  retry: { first: 1, longest: 60 },
};

/** What {@link OutboxDispatcher.create} needs. */
export interface OutboxDispatcherOptions {
  database: Knex;
  logger: LoggerService;
  /** One for each kind of message that anybody wants; messages of the other kinds are dropped. */
  sinks: OutboxSink[];
  /** Default: nothing is counted. */
  metrics?: OutboxMetrics;
  /** What differs from the defaults; for tests. */
  timings?: Partial<OutboxTimings>;
}

/**
 * Tells others what happened, once it has. Messages are written in the transactions that they are about, and told at
 * least once.
 *
 * - Order: messages of one kind about one environment are told in their order, one after the other. Environments and
 *   kinds do not wait for each other: each pair is a stream with attempts of its own, and a sink that hangs fills the
 *   slots of its own kind only.
 * - Failure: the stream waits, longer each time and with jitter. A message that fails for longer than its sink has
 *   patience is set aside: logged, counted and listed, and the stream goes on behind it.
 * - Replicas: one tells at a time, by a lease on the database's clock. It stops on its own clock long before the lease
 *   can be another's; telling one message takes less than what is left then.
 * - Waking: PostgreSQL notifies what was committed. A notification is a hint, and polling the truth.
 */
export class OutboxDispatcher {
  readonly #options: OutboxDispatcherOptions;
  readonly #timings: OutboxTimings;
  readonly #sinks: OutboxSink[];
  readonly #owner = uuid();
  readonly #wakeup = new Wakeup();
  readonly #streams = new Map<string, Promise<void>>();
  readonly #listener: BellListener | undefined;
  #tellUntil = 0;
  #loop: Promise<void> | undefined;
  #stopping = false;

  private constructor(options: OutboxDispatcherOptions) {
    this.#options = options;
    this.#timings = { ...DEFAULT_TIMINGS, ...options.timings };
    this.#sinks = OUTBOX_KINDS.map(
      kind => options.sinks.find(sink => sink.kind === kind) ?? droppingSink(kind),
    );
    this.#listener = isPostgres(options.database)
      ? BellListener.create({
          ...{ database: options.database, logger: options.logger },
          channel: OUTBOX_CHANNEL,
          onRing: () => this.#wakeup.wake(),
        })
      : undefined;
  }

  static create(options: OutboxDispatcherOptions): OutboxDispatcher {
    return new OutboxDispatcher(options);
  }

  async start(): Promise<void> {
    await this.#listener?.start();
    this.#loop = this.#run();
  }

  /** Stops; a message in hand is told to its end. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wakeup.wake();
    await this.#listener?.stop();
    await this.#loop;
    await Promise.all(this.#streams.values());
    await releaseLease(this.#options.database, { name: LEASE, owner: this.#owner });
  }

  async #run(): Promise<void> {
    const { shortestPoll, longestPoll } = this.#timings;
    let delay = shortestPoll;
    while (!this.#stopping) {
      try {
        await this.#beginStreams();
      } catch (error) {
        this.#options.logger.warn('The outbox could not be read yet.', error as Error);
      }
      delay = this.#streams.size > 0 ? shortestPoll : Math.min(delay * 2, longestPoll);
      await this.#wakeup.wait(delay);
    }
  }

  /** Looks which streams have something to tell, and begins those for which there is a slot. */
  async #beginStreams(): Promise<void> {
    const { database } = this.#options;
    let held: boolean | undefined;
    for (const sink of this.#sinks) {
      const prefix = `${sink.kind}:`;
      const busy = [...this.#streams.keys()].filter(key => key.startsWith(prefix)).length;
      // Those under way may stand in front of those that could begin.
      const waiting = await readOutboxHeads(database, sink.kind, CONCURRENCY * 2);
      const begun = waiting.filter(uid => !this.#streams.has(prefix + uid));
      if (busy > 0 || begun.length > 0) {
        held ??= await this.#holdLease();
        if (!held) {
          return;
        }
      }
      for (const environmentUid of begun.slice(0, Math.max(0, CONCURRENCY - busy))) {
        this.#begin(prefix + environmentUid, sink, environmentUid);
      }
    }
  }

  async #holdLease(): Promise<boolean> {
    const lease = { name: LEASE, owner: this.#owner, seconds: LEASE_SECONDS };
    const asked = performance.now();
    const held = await acquireLease(this.#options.database, lease);
    this.#tellUntil = held ? asked + LEASE_SECONDS * 1_000 * USED_OF_LEASE : 0;
    return held;
  }

  #begin(key: string, sink: OutboxSink, environmentUid: string): void {
    const { database, logger, metrics = NO_OUTBOX_METRICS } = this.#options;
    const { timeout, retry } = this.#timings;
    const mayTell = () => !this.#stopping && performance.now() < this.#tellUntil;
    const done = tellStream({
      ...{ database, logger, metrics, sink, environmentUid, timeout, retry, mayTell },
    })
      .catch(error => logger.warn('Messages of the outbox could not be told yet.', error as Error))
      .finally(() => {
        this.#streams.delete(key);
        this.#wakeup.wake();
      });
    this.#streams.set(key, done);
  }
}

function droppingSink(kind: OutboxKind): OutboxSink {
  return { kind, patience: 0, tell: async () => undefined };
}
