import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { Client } from 'pg';
import { endsWithin } from '../../health/endsWithin';

/** Connections are tried again after so many milliseconds. */
const RECONNECT_DELAY = 5_000;
/** How often it is asked whether anybody is at the other end, in milliseconds. */
const PING_INTERVAL = 10_000;
/** How long a connection may take to be closed, in milliseconds. */
const FAREWELL_TIMEOUT = 1_000;
/** Who does not answer for so many milliseconds is not there. */
const ANSWER_TIMEOUT = 10_000;

/**
 * Hears PostgreSQL's notifications on one raw connection of its own, made by the plugin's knex client, so that its
 * credentials and role hold here too. A notification is a hint: whoever listens polls as well.
 */
export class BellListener {
  readonly #database: Knex;
  readonly #logger: LoggerService;
  readonly #channel: string;
  readonly #onRing: () => void;
  #connection: Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #ping: NodeJS.Timeout | undefined;
  #stopped = false;

  private constructor(options: BellListenerOptions) {
    this.#database = options.database;
    this.#logger = options.logger;
    this.#channel = options.channel;
    this.#onRing = options.onRing;
  }

  static create(options: BellListenerOptions): BellListener {
    return new BellListener(options);
  }

  async start(): Promise<void> {
    try {
      // As the pool makes its connections, so that a login by short-lived tokens gets a fresh one.
      const connection: Client = await answer(this.#database.client.getPoolSettings({}).create());
      connection.on('error', error => this.#lose(connection, error));
      connection.on('end', () => this.#lose(connection));
      connection.on('notification', () => this.#onRing());
      await answer(connection.query(`LISTEN ${this.#channel}`));
      if (this.#stopped) {
        await connection.end();
        return;
      }
      this.#connection = connection;
      this.#ping = setInterval(() => this.#look(connection), PING_INTERVAL);
      this.#ping.unref();
      this.#onRing(); // whatever was rung while nobody listened
    } catch (error) {
      this.#logger.warn(
        'Notifications of PostgreSQL cannot be heard; polling goes on.',
        error as Error,
      );
      this.#reconnectLater();
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearInterval(this.#ping);
    const connection = this.#connection;
    this.#connection = undefined;
    if (connection) {
      await endsWithin(FAREWELL_TIMEOUT, connection.end()).catch(() => undefined); // it goes with this process
    }
  }

  /** A connection that nobody hears on may look alive for a quarter of an hour. */
  #look(connection: Client): void {
    answer(connection.query('select 1')).catch(error => this.#lose(connection, error));
  }

  #lose(connection: Client, error?: Error): void {
    if (this.#connection === connection) {
      this.#connection = undefined;
      clearInterval(this.#ping);
      this.#logger.warn('The connection that hears notifications is lost; polling goes on.', error);
      connection.end().catch(() => undefined); // it is broken already
      this.#reconnectLater();
    }
  }

  #reconnectLater(): void {
    if (!this.#stopped) {
      this.#timer = setTimeout(() => this.start(), RECONNECT_DELAY);
      this.#timer.unref();
    }
  }
}

/** @throws when there is no answer in time. */
async function answer<T>(promise: Promise<T> | undefined): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`PostgreSQL did not answer for ${ANSWER_TIMEOUT / 1000} s.`)),
      ANSWER_TIMEOUT,
    );
  });
  try {
    return await Promise.race([promise as Promise<T>, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** What {@link BellListener.create} needs. */
export interface BellListenerOptions {
  database: Knex;
  logger: LoggerService;
  /** Name of the channel: letters, digits, underscores. */
  channel: string;
  onRing: () => void;
}
