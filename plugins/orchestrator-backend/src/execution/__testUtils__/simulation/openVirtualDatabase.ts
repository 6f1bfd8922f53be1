import { setTimeout as sleep } from 'node:timers/promises';
import createKnex, { type Knex } from 'knex';
import type { VirtualProcess } from './VirtualProcess';

/** What happens to one statement on its way to the server. */
export type DatabaseFault =
  | 'cut-before' // the connection breaks, and the server never hears of it
  | 'cut-after' // the connection breaks before the answer: a commit whose outcome nobody knows
  | 'serialization'
  | 'lock-timeout'
  | 'disk-full'
  | 'slow';

/** Decides about one statement. */
export type DatabaseFaults = (sql: string) => DatabaseFault | undefined;

const RAISED: Partial<Record<DatabaseFault, [code: string, message: string]>> = {
  serialization: ['40001', 'could not serialize access due to concurrent update'],
  'lock-timeout': ['55P03', 'canceling statement due to lock timeout'],
  'disk-full': ['53100', 'could not extend file: No space left on device'],
};

/** Statements that come at times of their own: they do not count, so that a crash is at the same place each time. */
const UNCOUNTED = /cancel_requested_by|platform_orchestrator_queue|outbox|leases|pg_notify/;

const ACQUIRE_TIMEOUT = 3_000;
const nothing = () => {};
const SILENT = { warn: nothing, error: nothing, deprecate: nothing, debug: nothing };

interface RawConnection {
  /** Of better-sqlite3. */
  close?(): void;
  /** Of pg. */
  connection?: { stream: { destroy(): void } };
}

/**
 * Opens a pool of connections that belongs to a virtual process: every statement is an await of it, errors are those of
 * the server itself, and with the process its connections are cut, so that the server rolls back what it had begun.
 *
 * @param config - of knex; its `client` is `pg` or `better-sqlite3`
 */
export function openVirtualDatabase(
  process: VirtualProcess,
  config: Knex.Config,
  faults: DatabaseFaults = () => undefined,
): Knex {
  const database = createKnex({
    ...config,
    acquireConnectionTimeout: ACQUIRE_TIMEOUT,
    log: SILENT,
  });
  const connections = new Set<RawConnection>();
  const Base = database.client.constructor;
  class VirtualClient extends Base {
    async acquireConnection() {
      await process.stillAlive();
      return super.acquireConnection();
    }

    async acquireRawConnection() {
      const connection = await super.acquireRawConnection();
      connections.add(connection);
      if (!process.alive) {
        cut(connection);
      }
      return connection;
    }

    async _query(connection: RawConnection, query: { sql: string; bindings?: unknown[] }) {
      if (UNCOUNTED.test(query.sql)) {
        await process.stillAlive();
      } else {
        await process.pass();
      }
      const answer = await this.askServer(connection, query, faults(query.sql));
      await process.stillAlive();
      return answer;
    }

    async askServer(
      connection: RawConnection,
      query: { sql: string; bindings?: unknown[] },
      fault: DatabaseFault | undefined,
    ) {
      const raised = fault && RAISED[fault];
      // A server always can take back, and a commit that it refuses has ended the transaction.
      if (raised && !query.sql.startsWith('ROLLBACK')) {
        const [code, message] = raised;
        if (query.sql.startsWith('COMMIT')) {
          await super._query(connection, { sql: 'ROLLBACK' });
        }
        const sql = `do $$ begin raise exception using errcode = '${code}', message = '${message}'; end $$`;
        return super._query(connection, { sql });
      }
      if (fault === 'slow') {
        await sleep(50 + Math.random() * 250);
      } else if (fault === 'cut-before') {
        cut(connection);
      }
      const answer = await super._query(connection, query);
      if (fault === 'cut-after') {
        cut(connection);
        throw new Error('Connection terminated unexpectedly');
      }
      return answer;
    }
  }
  // The name of the client stays what it is: product code asks for it.
  Object.setPrototypeOf(database.client, VirtualClient.prototype);
  process.onDeath(() => {
    for (const connection of connections) {
      cut(connection);
    }
  });
  return database;
}

function cut(connection: RawConnection): void {
  connection.connection?.stream.destroy();
  connection.close?.();
}
