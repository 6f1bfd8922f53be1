import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import { v4 as uuid } from 'uuid';
import { acquireLease } from '../../database/execution/acquireLease';
import { deleteOutbox } from '../../database/execution/deleteOutbox';
import { readOutbox, type WaitingMessage } from '../../database/execution/readOutbox';
import { releaseLease } from '../../database/execution/releaseLease';
import { Wakeup } from '../queue/Wakeup';

const LEASE = 'outbox';
const LEASE_SECONDS = 20;
const BATCH = 100;
const SHORTEST_POLL = 250;
const LONGEST_POLL = 2_000;

/** What {@link OutboxDispatcher.create} needs. */
export interface OutboxDispatcherOptions {
  database: Knex;
  logger: LoggerService;
  events: EventsService;
  /** Absent: nobody shows live data, and signals are dropped. */
  signals?: SignalsService;
}

/**
 * Tells others what happened, once it has: messages are written in the transactions that they are about, and told here
 * in their order, at least once. One replica at a time does it, by a lease; a message is removed after it was told, so
 * a crash in between tells it again.
 */
export class OutboxDispatcher {
  readonly #options: OutboxDispatcherOptions;
  readonly #owner = uuid();
  readonly #wakeup = new Wakeup();
  #loop: Promise<void> | undefined;
  #stopping = false;

  private constructor(options: OutboxDispatcherOptions) {
    this.#options = options;
  }

  static create(options: OutboxDispatcherOptions): OutboxDispatcher {
    return new OutboxDispatcher(options);
  }

  start(): void {
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wakeup.wake();
    await this.#loop;
  }

  async #run(): Promise<void> {
    let delay = SHORTEST_POLL;
    while (!this.#stopping) {
      let told = 0;
      try {
        told = await this.#dispatch();
      } catch (error) {
        this.#options.logger.warn('Messages of the outbox could not be told yet.', error as Error);
      }
      delay = told > 0 ? SHORTEST_POLL : Math.min(delay * 2, LONGEST_POLL);
      await this.#wakeup.wait(delay);
    }
  }

  /** Tells what waits, in order; returns how many messages that were. */
  async #dispatch(): Promise<number> {
    const { database } = this.#options;
    const lease = { name: LEASE, owner: this.#owner };
    let told = 0;
    let messages = await readOutbox(database, BATCH);
    if (
      messages.length === 0 ||
      !(await acquireLease(database, { ...lease, seconds: LEASE_SECONDS }))
    ) {
      return 0;
    }
    try {
      messages = await readOutbox(database, BATCH);
      while (messages.length > 0 && !this.#stopping) {
        for (const message of messages) {
          await this.#tell(message);
        }
        await deleteOutbox(
          database,
          messages.map(message => message.id),
        );
        told += messages.length;
        if (!(await acquireLease(database, { ...lease, seconds: LEASE_SECONDS }))) {
          return told;
        }
        messages = await readOutbox(database, BATCH);
      }
    } finally {
      await releaseLease(database, lease);
    }
    return told;
  }

  async #tell({ kind, topic, payload }: WaitingMessage): Promise<void> {
    const { events, signals } = this.#options;
    if (kind === 'event') {
      await events.publish({ topic, eventPayload: payload });
    } else {
      await signals?.publish({
        recipients: { type: 'broadcast' },
        channel: topic,
        message: payload as JsonObject,
      });
    }
  }
}
