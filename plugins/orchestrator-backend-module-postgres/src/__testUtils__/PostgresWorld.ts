import { randomUUID } from 'node:crypto';
import type { JsonValue } from '@tutti/score';
import type { Adoption } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type {
  DriverTarget,
  DriverWorld,
  TestPostgres,
  Undo,
} from '@tutti/backstage-plugin-platform-orchestrator-node/testUtils';
import { startTestPostgres } from '@tutti/backstage-plugin-platform-orchestrator-node/testUtils';
import { Client } from 'pg';
import type { PostgresTimeouts } from '../connection/PostgresSession';
import { LOCK_KEY } from '../database/lockDatabase';
import { describePostgresServer, type PostgresServer } from '../servers/PostgresServer';

/** Short, so that a frozen worker's locks are free soon; the lock outlives it, as it has to. */
export const TEST_TIMEOUTS: PostgresTimeouts = {
  connect: 5_000,
  statement: 20_000,
  lock: 10_000,
  idle: 400,
};

/** A real server for tests of the driver, with an administrator that is no superuser, as managed servers give out. */
export class PostgresWorld implements DriverWorld {
  readonly postgres: TestPostgres;
  readonly administrator: string;
  readonly password: string;
  readonly #madeByHand: string[] = [];

  private constructor(postgres: TestPostgres, administrator: string, password: string) {
    this.postgres = postgres;
    this.administrator = administrator;
    this.password = password;
  }

  static async start(): Promise<PostgresWorld> {
    const postgres = await startTestPostgres();
    const administrator = uniqueName('admin');
    const password = `secret-${randomUUID()}`;
    await postgres.query(
      `CREATE ROLE "${administrator}" LOGIN CREATEDB CREATEROLE PASSWORD '${password}'`,
    );
    return new PostgresWorld(postgres, administrator, password);
  }

  async stop(): Promise<void> {
    for (const name of this.#madeByHand) {
      await this.postgres.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await this.postgres.query(`DROP ROLE IF EXISTS "${name}"`);
    }
    await this.postgres.query(`DROP ROLE IF EXISTS "${this.administrator}"`);
    await this.postgres.stop();
  }

  /** Before PostgreSQL 16 the administrator needs nothing more than CREATEROLE for that. */
  async letManage(role: string): Promise<void> {
    await this.postgres.query(`GRANT "${role}" TO "${this.administrator}" WITH ADMIN OPTION`);
  }

  /**
   * A database that is as the driver would have made it, without its tags; as if another driver had made it.
   *
   * @param options.mayManage - `false`: the administrator was not given its role
   */
  async makeByHand(
    options: { mayManage?: boolean } = {},
  ): Promise<{ name: string; adopting: Adoption }> {
    const name = uniqueName('by-hand');
    const password = `secret-${randomUUID()}`;
    this.#madeByHand.push(name);
    await this.postgres.query(`CREATE ROLE "${name}" LOGIN PASSWORD '${password}'`);
    await this.postgres.query(`CREATE DATABASE "${name}" OWNER "${name}"`);
    await this.postgres.query(`REVOKE ALL ON DATABASE "${name}" FROM PUBLIC`);
    if (options.mayManage !== false) {
      await this.letManage(name);
    }
    const { host, port } = this.postgres;
    return {
      name,
      adopting: {
        ...{ driver: 'terraform', definition: 'postgres-old', definitionVersion: 3 },
        externalId: `terraform/${name}`,
        outputs: { host, port, name, username: name, password },
      },
    };
  }

  /** The server as an input that describes it. */
  get serverInput() {
    const { host, port } = this.postgres;
    return { host, port, username: this.administrator, password: this.password };
  }

  /** The server as the configuration gives it, under this name. */
  configuredServer(name: string): PostgresServer {
    const origin = `platformOrchestrator.postgres.servers.${name}`;
    return describePostgresServer(this.serverInput, origin, name);
  }

  /** Connects as an ordinary client would; the caller ends it. */
  async connect(options: { user: string; password: string; database: string }): Promise<Client> {
    const { host, port } = this.postgres;
    const client = new Client({ host, port, ...options });
    // A client whose database is dropped under it is told so by an event.
    client.on('error', () => {});
    await client.connect();
    return client;
  }

  async look({ inputs }: DriverTarget): Promise<JsonValue> {
    const name = inputs.database as string;
    const databases = await this.postgres.query(
      `SELECT oid::text, datacl::text AS acl, pg_get_userbyid(datdba) AS owner, shobj_description(oid, 'pg_database') AS comment
        FROM pg_database WHERE datname = $1`,
      [name],
    );
    const roles = await this.postgres.query(
      `SELECT oid::text, rolcanlogin AS login, rolpassword AS password, shobj_description(oid, 'pg_authid') AS comment
        FROM pg_authid WHERE rolname = $1`,
      [name],
    );
    const extensions =
      databases.length === 0
        ? []
        : await this.postgres.query('SELECT extname FROM pg_extension ORDER BY 1', [], {
            database: name,
          });
    return JSON.parse(JSON.stringify({ databases, roles, extensions }));
  }

  /** Names that bear the incarnation's tag, be it the database, the role, or both. */
  async count({ ledgerUid }: DriverTarget): Promise<number> {
    const [{ count }] = await this.postgres.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM (
          SELECT datname FROM pg_database WHERE shobj_description(oid, 'pg_database') LIKE '%' || $1 || '%'
          UNION SELECT rolname FROM pg_roles WHERE shobj_description(oid, 'pg_authid') LIKE '%' || $1 || '%'
        ) AS names`,
      [ledgerUid],
    );
    return count;
  }

  /** Another session holds the lock on the database's name. */
  async block({ inputs }: DriverTarget): Promise<Undo> {
    const { username: user, password } = this.postgres;
    const other = await this.connect({ user, password, database: 'postgres' });
    await other.query(`SELECT pg_advisory_lock(${LOCK_KEY})`, [inputs.database]);
    return () => other.end();
  }

  /** The administrator may make roles, and no databases any more. */
  async failHalfWay(): Promise<Undo> {
    await this.postgres.query(`ALTER ROLE "${this.administrator}" NOCREATEDB`);
    return async () => {
      await this.postgres.query(`ALTER ROLE "${this.administrator}" CREATEDB`);
    };
  }
}

/** A name that no other test has on a server that tests share. */
export function uniqueName(prefix: string): string {
  return `${prefix}-${randomUUID().slice(0, 13)}`;
}
