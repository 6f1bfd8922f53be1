import { Socket } from 'node:net';
import {
  throwIfCancelled,
  untilCancelled,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { Client, type ClientConfig } from 'pg';
import type { PostgresServer } from '../servers/PostgresServer';
import { postgresError } from './postgresError';

/** Limits of one session, in milliseconds. */
export interface PostgresTimeouts {
  /** For a connection to come about. */
  connect: number;
  /** For one statement. */
  statement: number;
  /** For a lock to become free. */
  lock: number;
  /**
   * For a session to stand still; then the server (from version 14) ends it. It frees the locks of a worker that froze,
   * so it has to be shorter than `lock`: the worker that takes over waits for them.
   */
  idle: number;
}

/** Ten seconds to connect, five minutes per statement, half a minute for a lock, twenty seconds of silence. */
export const DEFAULT_TIMEOUTS: PostgresTimeouts = {
  connect: 10_000,
  statement: 300_000,
  lock: 30_000,
  idle: 20_000,
};

/** Milliseconds for goodbyes: to end a statement that nobody waits for any more, and the connection. */
const CLOSING_TIMEOUT = 3_000;

/** Options of {@link PostgresSession.open}. */
export interface OpenPostgresSessionOptions {
  server: PostgresServer;
  /** Default: the server's `database`. */
  database?: string;
  /** When it is aborted, the running statement is ended on the server too. */
  signal: AbortSignal;
  timeouts?: PostgresTimeouts;
}

/** What a statement is for, and the statement. */
export interface PostgresStatement {
  /** Completes "could not …" in the message when it fails. */
  doing: string;
  text: string;
  values?: unknown[];
}

/** One connection to a server, as its administrator. Close it in any case. */
export class PostgresSession {
  readonly #client: Client;
  readonly #socket: Socket;
  readonly #options: OpenPostgresSessionOptions;
  readonly #timeouts: PostgresTimeouts;
  #processId = 0;
  #isBusy = false;

  private constructor(options: OpenPostgresSessionOptions) {
    const { server, timeouts = DEFAULT_TIMEOUTS } = options;
    this.#options = options;
    this.#timeouts = timeouts;
    this.#socket = new Socket();
    const database = options.database ?? server.database;
    // A socket of our own can be cut at any time, also before the connection has come about.
    this.#client = new Client({
      ...clientConfig(server, database, timeouts),
      stream: () => this.#socket,
    });
    // A connection that breaks while nobody waits for it is told to whoever uses it next.
    this.#client.on('error', () => {});
  }

  /**
   * Connects and sets the limits.
   *
   * @throws DriverError: `transient` when the server cannot be reached, `permanent` when it refuses the user, `cancelled`.
   */
  static async open(options: OpenPostgresSessionOptions): Promise<PostgresSession> {
    throwIfCancelled(options.signal);
    const session = new PostgresSession(options);
    try {
      await session.#connect();
      return session;
    } catch (error) {
      session.#socket.destroy();
      throw error;
    }
  }

  /**
   * Runs one statement; without values, also several that are separated by semicolons, as one transaction.
   *
   * @throws DriverError of one of the closed classes; its message has no secret.
   */
  async query<TRow extends object = Record<string, unknown>>(
    statement: PostgresStatement,
  ): Promise<TRow[]> {
    const { signal } = this.#options;
    throwIfCancelled(signal);
    this.#isBusy = true;
    try {
      const { text, values } = statement;
      const result = await untilCancelled(signal, this.#client.query(text, values));
      this.#isBusy = false;
      return result.rows;
    } catch (error) {
      this.#isBusy = this.#isBusy && signal.aborted;
      throw this.#toDriverError(error, statement.doing);
    }
  }

  /** Ends the session, which frees its locks; a statement that still runs is ended on the server first. */
  async close(): Promise<void> {
    if (this.#isBusy) {
      await this.#endRunningStatement();
    }
    const cut = setTimeout(() => this.#socket.destroy(), CLOSING_TIMEOUT);
    await this.#client.end();
    clearTimeout(cut);
  }

  async #connect(): Promise<void> {
    const { signal } = this.#options;
    const { statement, lock, idle } = this.#timeouts;
    try {
      await untilCancelled(signal, this.#client.connect());
    } catch (error) {
      throw this.#toDriverError(error, 'be used');
    }
    const [{ pid }] = await this.query<{ pid: number }>({
      doing: 'set up a session',
      text: `SELECT pg_backend_pid() AS pid,
          set_config('statement_timeout', $1, false),
          set_config('lock_timeout', $2, false),
          CASE WHEN current_setting('server_version_num')::int >= 140000
            THEN set_config('idle_session_timeout', $3, false) END`,
      values: [`${statement}ms`, `${lock}ms`, `${idle}ms`],
    });
    this.#processId = pid;
  }

  /** Best effort: should it fail, the statement ends by its own limit, and the lock keeps others out until then. */
  async #endRunningStatement(): Promise<void> {
    const { server } = this.#options;
    const timeouts = { ...this.#timeouts, connect: CLOSING_TIMEOUT, statement: CLOSING_TIMEOUT };
    const signal = AbortSignal.timeout(CLOSING_TIMEOUT);
    try {
      const other = await PostgresSession.open({ server, signal, timeouts });
      await other.query({
        doing: 'end a cancelled statement',
        text: 'SELECT pg_cancel_backend($1)',
        values: [this.#processId],
      });
      await other.close();
    } catch {
      this.#socket.destroy();
    }
  }

  #toDriverError(error: unknown, doing: string): unknown {
    const { server, signal } = this.#options;
    return postgresError(error, { server, doing, signal });
  }
}

function clientConfig(
  server: PostgresServer,
  database: string,
  timeouts: PostgresTimeouts,
): ClientConfig {
  const { host, port, username, password, ssl } = server;
  return {
    host,
    port,
    user: username,
    password,
    database,
    ssl: ssl === true ? { rejectUnauthorized: true } : ssl,
    application_name: 'platform-orchestrator',
    connectionTimeoutMillis: timeouts.connect,
    keepAlive: true,
  };
}
