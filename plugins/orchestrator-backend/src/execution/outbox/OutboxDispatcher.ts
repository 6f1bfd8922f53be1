import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { isPostgres } from '../../database/columns';
import {
  OUTBOX_CHANNEL,
  OUTBOX_KINDS,
  type OutboxKind,
} from '../../database/execution/insertOutbox';
import { readOutbox, streamOf, type WaitingMessage } from '../../database/execution/readOutbox';
import { BellListener } from '../queue/BellListener';
import { Wakeup } from '../queue/Wakeup';
import { OutboxLease, type LeaseTerm } from './OutboxLease';
import { NO_OUTBOX_METRICS, type OutboxMetrics } from './OutboxMetrics';
import { OutboxSettlement } from './OutboxSettlement';
import type { OutboxSink } from './OutboxSink';
import type { RetryBounds } from './retryDelay';
import { tellMessages } from './tellMessages';

/** Streams of one kind that are told at the same time. */
const CONCURRENCY = 8;
/** Streams of one kind in hand, those that wait for a slot included. */
const MOST_STREAMS = 64;
/** Messages that are read together. */
const BATCH = 500;

/** What a look came to: another replica tells, or this one found so much. */
type Found = 'elsewhere' | 'nothing' | 'something' | 'as much as is read at once';

/** Times of {@link OutboxDispatcher}. */
export interface OutboxTimings {
  /** Milliseconds between looks when there is something to do, and when there is nothing. */
  shortestPoll: number;
  longestPoll: number;
  /** Milliseconds from one look to the next, however much is written meanwhile: that is told together. */
  pause: number;
  /** Milliseconds after which a replica looks again when another one tells. */
  standby: number;
  /** Milliseconds that telling one message may take. */
  timeout: number;
  /** When a message that could not be told is told again. */
  retry: RetryBounds;
}

const DEFAULT_TIMINGS: OutboxTimings = {
  shortestPoll: 250,
  longestPoll: 2_000,
  pause: 50,
  standby: 1_000,
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
 * - Together: each look reads what waits in all streams that are not in hand, in one statement; a sink that can takes the
 *   messages of its kind at once; what was told is removed in one statement. So the cost of a message falls with the
 *   number of those that wait.
 * - Failure: the stream waits, longer each time and with jitter. A message that fails for longer than its sink has
 *   patience is set aside: logged, counted and listed, and the stream goes on behind it.
 * - Replicas: one tells at a time, by an {@link OutboxLease}; another takes over at most 11 s after that one died.
 * - Waking: PostgreSQL notifies what was committed. A notification is a hint, and polling the truth.
 */
export class OutboxDispatcher {
  readonly #options: OutboxDispatcherOptions;
  readonly #timings: OutboxTimings;
  readonly #sinks: OutboxSink[];
  readonly #wakeup = new Wakeup();
  readonly #stop = new AbortController();
  readonly #lease: OutboxLease;
  readonly #settlement: OutboxSettlement;
  /** In hand, with their kinds; until what was told of them is removed. */
  readonly #streams = new Map<string, OutboxKind>();
  /** Streams were in hand at the last look, in which something may have been written since they were read. */
  #isSomethingPassedOver = false;
  readonly #telling = new Set<Promise<void>>();
  readonly #listener: BellListener | undefined;
  #loop: Promise<void> | undefined;

  private constructor(options: OutboxDispatcherOptions) {
    this.#options = options;
    this.#timings = { ...DEFAULT_TIMINGS, ...options.timings };
    this.#lease = OutboxLease.create(options);
    this.#settlement = OutboxSettlement.create(options);
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
    this.#stop.abort();
    this.#wakeup.wake();
    await this.#listener?.stop();
    await this.#loop;
    await Promise.all(this.#telling);
    await this.#lease.release();
  }

  async #run(): Promise<void> {
    const { shortestPoll, longestPoll, pause, standby } = this.#timings;
    let delay = shortestPoll;
    while (!this.#isStopping) {
      let found: Found = 'nothing';
      try {
        found = await this.#look();
      } catch (error) {
        this.#options.logger.warn('The outbox could not be read yet.', error as Error);
      }
      const isBusy = found !== 'nothing' || this.#streams.size > 0;
      delay = isBusy ? shortestPoll : Math.min(delay * 2, longestPoll);
      if (found === 'elsewhere') {
        await this.#pause(standby); // whatever is rung, another replica tells it
      } else if (found !== 'as much as is read at once') {
        await this.#pause(pause);
        await this.#wakeup.wait(delay);
      }
    }
  }

  /** Reads what waits, and begins to tell it, where this replica is the one that tells. */
  async #look(): Promise<Found> {
    const { database } = this.#options;
    const kinds = OUTBOX_KINDS.filter(kind => this.#inHand(kind) < MOST_STREAMS);
    const except = [...this.#streams.keys()];
    this.#isSomethingPassedOver = except.length > 0;
    if (!this.#lease.isHeld && except.length === 0) {
      const any = await readOutbox(database, { kinds, except: [], streams: 1, limit: 1 });
      if (any.length === 0) {
        return 'nothing';
      }
    }
    const term = await this.#lease.hold(); // what was read without it may have been told by another by now
    if (!term) {
      return 'elsewhere';
    }
    const messages = await readOutbox(database, {
      ...{ kinds, except, streams: MOST_STREAMS, limit: BATCH },
    });
    for (const sink of this.#sinks) {
      this.#tell(
        sink,
        messages.filter(({ kind }) => kind === sink.kind),
        term,
      );
    }
    if (messages.length === 0) {
      return 'nothing';
    }
    return messages.length < BATCH ? 'something' : 'as much as is read at once';
  }

  #tell(sink: OutboxSink, messages: readonly WaitingMessage[], term: LeaseTerm): void {
    if (messages.length === 0) {
      return;
    }
    const { database, logger, metrics = NO_OUTBOX_METRICS } = this.#options;
    const { timeout, retry } = this.#timings;
    for (const message of messages) {
      this.#streams.set(streamOf(message), sink.kind);
    }
    const done = tellMessages({
      ...{ database, logger, metrics, sink, messages, timeout, retry },
      settlement: this.#settlement,
      concurrency: CONCURRENCY,
      term: { mayTell: () => !this.#isStopping && term.mayTell() },
      onEnd: stream => {
        this.#streams.delete(stream);
        if (this.#isSomethingPassedOver) {
          this.#wakeup.wake();
        }
      },
    }).finally(() => this.#telling.delete(done));
    this.#telling.add(done);
  }

  #inHand(kind: OutboxKind): number {
    return [...this.#streams.values()].filter(each => each === kind).length;
  }

  get #isStopping(): boolean {
    return this.#stop.signal.aborted;
  }

  async #pause(milliseconds: number): Promise<void> {
    // Woken by the end of this dispatcher and by nothing else.
    await sleep(milliseconds, undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }
}

function droppingSink(kind: OutboxKind): OutboxSink {
  const drop = async () => undefined;
  return { kind, patience: 0, tell: drop, tellTogether: drop };
}
