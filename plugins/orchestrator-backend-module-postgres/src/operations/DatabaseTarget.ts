import type { JsonObject } from '@tutti/score';
import {
  permanentError,
  type DriverContext,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { PostgresSession, PostgresTimeouts } from '../connection/PostgresSession';
import { withSession } from '../connection/withSession';
import { findPostgresServer } from '../servers/findPostgresServer';
import type { PostgresServer } from '../servers/PostgresServer';

/** PostgreSQL cuts longer names without a word (`NAMEDATALEN`). */
const MAXIMUM_NAME_BYTES = 63;

/** The database that an operation is about, and the way to its server. */
export class DatabaseTarget {
  readonly server: PostgresServer;
  readonly database: string;
  readonly extensions: string[];
  /** `postgres://<host>:<port>/<database>`: the database among those of all servers, by the address of its server. */
  readonly externalId: string;
  readonly #signal: AbortSignal;
  readonly #timeouts: PostgresTimeouts;

  private constructor(
    server: PostgresServer,
    inputs: JsonObject,
    signal: AbortSignal,
    timeouts: PostgresTimeouts,
  ) {
    this.server = server;
    this.database = inputs.database as string;
    this.extensions = (inputs.extensions ?? []) as string[];
    const { host, port } = server;
    this.externalId = `postgres://${host}:${port}/${encodeURIComponent(this.database)}`;
    this.#signal = signal;
    this.#timeouts = timeouts;
  }

  /**
   * Reads the inputs, which are valid under the driver's schema, and has the server's password redacted.
   *
   * @throws DriverError of class `permanent` when the server is not configured, or the name is too long.
   */
  static create(
    context: Pick<DriverContext, 'inputs' | 'signal' | 'registerSecret'>,
    servers: ReadonlyMap<string, PostgresServer>,
    timeouts: PostgresTimeouts,
  ): DatabaseTarget {
    const { inputs, signal } = context;
    const server = findPostgresServer(inputs.server, servers);
    context.registerSecret(server.password);
    const target = new DatabaseTarget(server, inputs, signal, timeouts);
    if (Buffer.byteLength(target.database) > MAXIMUM_NAME_BYTES) {
      throw permanentError(
        `The database name "${target.database}" has more than ${MAXIMUM_NAME_BYTES} bytes, which PostgreSQL would cut; ` +
          'use a shorter one as the input "database".',
      );
    }
    return target;
  }

  /** A session in the server's own database, where databases and roles are looked at, made and dropped. */
  async onServer<T>(use: (session: PostgresSession) => Promise<T>): Promise<T> {
    return withSession(this.#sessionOptions(), use);
  }

  /** A session in the database itself, which has to exist. */
  async inDatabase<T>(use: (session: PostgresSession) => Promise<T>): Promise<T> {
    return withSession({ ...this.#sessionOptions(), database: this.database }, use);
  }

  /** A session in the database as the role of its name, which shows that the password is right. */
  async asOwner<T>(password: string, use: (session: PostgresSession) => Promise<T>): Promise<T> {
    const { database } = this;
    const server = { ...this.server, username: database, password };
    return withSession({ ...this.#sessionOptions(), server, database }, use);
  }

  #sessionOptions() {
    return { server: this.server, signal: this.#signal, timeouts: this.#timeouts };
  }
}
