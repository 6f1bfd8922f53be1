import type { Socket } from 'node:net';
import type { Knex } from 'knex';
import type { Client } from 'pg';
import { isPostgres } from './columns';

/** Longer than any statement of ours takes; migrations, which may take longer, come before. */
const LONGEST_STATEMENT = 60_000;
/** Who does not greet within so many milliseconds is not there. */
const LONGEST_GREETING = 10_000;
/** A connection on which nothing is asked is probed by the operating system after so many milliseconds. */
const PROBE_AFTER = 10_000;

/**
 * Ends connections to PostgreSQL on which a statement is not answered for a minute, or a login for 10 s. When a network
 * forgets a connection without a word, neither end hears of it: whoever waits for an answer would wait for ever, and so
 * would the loops that take bells and tell messages, long after the network is back. Ended, the statement fails, and is
 * tried again on a new connection. The server for its part ends a transaction that idles for as long, whose locks nobody
 * could take otherwise. Does nothing on better-sqlite3, which has no connections.
 *
 * @param limit - milliseconds that a statement may take
 * @returns ends those on which a statement is not answered right now: for a stop, which has no minute
 */
export function endSilentConnections(knex: Knex, limit: number = LONGEST_STATEMENT): () => void {
  const unanswered = new Set<() => void>();
  if (!isPostgres(knex)) {
    return () => undefined;
  }
  const watched = new WeakSet<Client>();
  const { client } = knex;
  const acquire: () => Promise<Client> = client.acquireConnection.bind(client);
  client.acquireConnection = async () => {
    const connection = await acquire();
    if (!watched.has(connection)) {
      watched.add(connection);
      watch(connection, limit, unanswered);
      await connection.query(`set idle_in_transaction_session_timeout = ${limit}`);
    }
    return connection;
  };
  const connect: () => Promise<Client> = client.acquireRawConnection.bind(client);
  client.acquireRawConnection = () => {
    // Short-lived logins make new settings every now and then.
    client.connectionSettings.connectionTimeoutMillis ??= LONGEST_GREETING;
    return connect();
  };
  return () => unanswered.forEach(end => end());
}

function watch(connection: Client, limit: number, unanswered: Set<() => void>): void {
  // The driver's types leave out the socket.
  const { stream } = (connection as unknown as { connection: { stream: Socket } }).connection;
  stream.setKeepAlive(true, PROBE_AFTER);
  let timer: NodeJS.Timeout | undefined;
  const end = () =>
    stream.destroy(new Error('PostgreSQL did not answer in time; the connection was ended.'));
  const query = connection.query.bind(connection) as (...args: unknown[]) => unknown;
  const watchedQuery = (...args: unknown[]) => {
    timer ??= setTimeout(end, limit).unref();
    unanswered.add(end);
    return query(...args);
  };
  connection.query = watchedQuery as Client['query'];
  const isAnswered = () => {
    clearTimeout(timer);
    timer = undefined;
    unanswered.delete(end);
  };
  connection.on('drain', isAnswered);
  connection.on('end', isAnswered);
}
