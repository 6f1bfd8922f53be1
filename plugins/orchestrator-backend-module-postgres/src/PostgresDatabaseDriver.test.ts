import { randomUUID } from 'node:crypto';
import {
  createDriverContext,
  TestGeneratedValues,
  type TestDriverContext,
} from '@tutti/backstage-plugin-platform-orchestrator-node/testUtils';
import type { JsonObject, JsonValue } from '@tutti/score';
import { PostgresWorld, TEST_TIMEOUTS, uniqueName } from './__testUtils__/PostgresWorld';
import type { PostgresDatabaseState } from './PostgresContext';
import { PostgresDatabaseDriver } from './PostgresDatabaseDriver';

describe('PostgresDatabaseDriver', () => {
  let world: PostgresWorld;
  let driver: PostgresDatabaseDriver;
  const made: TestDriverContext<JsonObject, PostgresDatabaseState>[] = [];

  beforeAll(async () => {
    world = await PostgresWorld.start();
    driver = PostgresDatabaseDriver.create({
      servers: new Map([['shared', world.configuredServer('shared')]]),
      timeouts: TEST_TIMEOUTS,
    });
  }, 60_000);

  afterEach(async () => {
    for (const context of made.splice(0)) {
      await driver.destroy(context);
    }
  }, 60_000);

  afterAll(() => world.stop(), 60_000);

  function contextFor(
    inputs: Record<string, JsonValue> = {},
    more: { state?: PostgresDatabaseState; ledgerUid?: string } = {},
  ) {
    const database = uniqueName('shop');
    return createDriverContext<JsonObject, PostgresDatabaseState>({
      inputs: { server: 'shared', database, ...inputs },
      ledgerUid: randomUUID(),
      ...more,
    });
  }

  /** Applies, and has what was made destroyed after the test. */
  async function apply(context: TestDriverContext<JsonObject, PostgresDatabaseState>) {
    made.push(createDriverContext({ inputs: context.inputs, ledgerUid: context.ledgerUid }));
    return driver.apply(context);
  }

  function loginOf(result: Awaited<ReturnType<PostgresDatabaseDriver['apply']>>) {
    return {
      user: result.outputs.username as string,
      password: result.secretOutputs?.password as string,
      database: result.outputs.database as string,
    };
  }

  it('gives credentials with which a workload can make its tables', async () => {
    const result = await apply(contextFor());
    const client = await world.connect(loginOf(result));
    await client.query('CREATE TABLE orders (id int)');
    await client.query('INSERT INTO orders VALUES (1)');
    expect((await client.query('SELECT id FROM orders')).rows).toEqual([{ id: 1 }]);
    await client.end();
  });

  it('lets no other role into the database', async () => {
    const one = loginOf(await apply(contextFor()));
    const other = loginOf(await apply(contextFor()));
    await expect(world.connect({ ...one, database: other.database })).rejects.toThrow(
      /permission denied for database/,
    );
  });

  it('hands out the address at which workloads reach the server', async () => {
    const server = { ...world.serverInput, externalHost: 'db.example.com', externalPort: 6432 };
    const { outputs, externalId } = await apply(
      contextFor({ server, database: uniqueName('shop') }),
    );
    expect(outputs).toMatchObject({ host: 'db.example.com', port: 6432 });
    expect(externalId).toContain(`postgres://${server.host}:${server.port}/shop-`);
  });

  it('takes names with quotes and other signs as they are', async () => {
    const database = `we"ird'; DROP TABLE x; -- ${uniqueName('ö')}`;
    const result = await apply(contextFor({ database }));
    const client = await world.connect(loginOf(result));
    await client.end();
    const absence = await driver.destroy(made[0]);
    expect(absence).toMatchObject({
      presence: 'absent',
      evidence: { name: database, database: 'not found', role: 'not found' },
    });
  });

  it('refuses a name that PostgreSQL would cut', async () => {
    const context = contextFor({ database: 'ö'.repeat(40) });
    await expect(driver.apply(context)).rejects.toMatchObject({
      errorClass: 'permanent',
      message: expect.stringContaining('more than 63 bytes'),
    });
  });

  it('names the owner when the database belongs to another node, and leaves it alone', async () => {
    const owner = contextFor();
    const { outputs } = await apply(owner);
    const thief = contextFor({ database: outputs.database as string });
    const conflict = {
      errorClass: 'conflict',
      owner: expect.stringContaining('postgres.default#web.db of shop/development'),
    };
    await expect(driver.plan(thief)).rejects.toMatchObject(conflict);
    await expect(driver.apply(thief)).rejects.toMatchObject(conflict);
    await expect(driver.read(thief)).resolves.toMatchObject({ presence: 'absent' });
    await expect(driver.destroy(thief)).resolves.toMatchObject({ presence: 'absent' });
    await expect(driver.read(owner)).resolves.toMatchObject({ presence: 'present' });
  });

  it('leaves a database alone that somebody made by hand', async () => {
    const database = uniqueName('by-hand');
    await world.postgres.query(`CREATE DATABASE "${database}"`);
    const context = contextFor({ database });
    await expect(driver.apply(context)).rejects.toMatchObject({
      errorClass: 'conflict',
      owner: `the role "${world.postgres.username}"`,
    });
    await driver.destroy(context);
    const rows = await world.postgres.query('SELECT 1 FROM pg_database WHERE datname = $1', [
      database,
    ]);
    expect(rows).toHaveLength(1);
    await world.postgres.query(`DROP DATABASE "${database}"`);
  });

  it('keeps the password over deployments, since workloads use it', async () => {
    const first = contextFor();
    const { state, secretOutputs } = await apply(first);
    const second = createDriverContext({
      ...first,
      state,
      generated: new TestGeneratedValues('another intent'),
    });
    expect((await driver.apply(second)).secretOutputs).toEqual(secretOutputs);
  });

  it('stores no password on the server, only what verifies it', async () => {
    const { outputs } = await apply(contextFor());
    const [{ rolpassword }] = await world.postgres.query(
      'SELECT rolpassword FROM pg_authid WHERE rolname = $1',
      [outputs.username],
    );
    expect(rolpassword).toMatch(/^SCRAM-SHA-256\$4096:/);
  });

  it('makes one database when two workers apply at the same time', async () => {
    const context = contextFor();
    const [one, other] = await Promise.all([apply(context), driver.apply({ ...context })]);
    expect(one).toEqual(other);
  });

  it('destroys a database that is in use', async () => {
    const context = contextFor();
    const client = await world.connect(loginOf(await apply(context)));
    await expect(driver.destroy(context)).resolves.toMatchObject({ presence: 'absent' });
    await expect(client.query('SELECT 1')).rejects.toThrow();
  });

  it('opens a database again whose destruction was cut short, when it is wanted after all', async () => {
    const context = contextFor();
    const login = loginOf(await apply(context));
    const owner = await world.connect({ ...login, database: 'postgres' });
    await owner.query(`ALTER DATABASE "${login.database}" WITH ALLOW_CONNECTIONS false`);
    await owner.end();
    await expect(world.connect(login)).rejects.toThrow(/not currently accepting connections/);

    const again = loginOf(await driver.apply(context));
    const client = await world.connect({ ...again, password: login.password });
    await client.end();
  });

  it('says why a role cannot be dropped', async () => {
    const context = contextFor();
    const { outputs } = await apply(context);
    const grant = `CONNECT ON DATABASE postgres`;
    await world.postgres.query(`GRANT ${grant} TO "${outputs.username}"`);
    await expect(driver.destroy(context)).rejects.toMatchObject({
      errorClass: 'permanent',
      message: expect.stringMatching(/could not drop the role .*; caused by .* depend on it/),
    });
    await expect(driver.read(context)).resolves.toMatchObject({
      presence: 'present',
      observed: { database: null },
    });
    await world.postgres.query(`REVOKE ${grant} FROM "${outputs.username}"`);
  });

  it('adds extensions, removes none, and names one that the server does not have', async () => {
    const context = contextFor({ extensions: ['citext'] });
    const { state } = await apply(context);
    const inputs = { ...context.inputs, extensions: [] };
    const fewer = createDriverContext({ ...context, inputs, state });
    await expect(driver.plan(fewer)).resolves.toMatchObject({ action: 'unchanged' });
    const unknown = createDriverContext({
      ...context,
      inputs: { ...inputs, extensions: ['citext', 'no-such-extension'] },
      state,
    });
    await expect(driver.plan(unknown)).resolves.toMatchObject({
      action: 'update',
      differences: [
        {
          path: '/inputs/extensions',
          before: ['citext'],
          after: ['citext', 'no-such-extension'],
        },
      ],
    });
    await expect(driver.apply(unknown)).rejects.toMatchObject({
      errorClass: 'permanent',
      message: expect.stringContaining('could not create the extension "no-such-extension"'),
    });
  });

  it('knows its database under another address of the same server', async () => {
    const context = contextFor();
    const { state } = await apply(context);
    const server = { ...world.serverInput, host: 'localhost' };
    const inputs = { ...context.inputs, server };
    const moved = createDriverContext({ ...context, inputs, state });
    await expect(driver.plan(moved)).resolves.toMatchObject({ action: 'update' });
    await expect(driver.read(moved)).resolves.toMatchObject({ presence: 'present' });
  });

  describe('when another server answers than the one the database was made on', () => {
    function contextElsewhere() {
      const context = contextFor();
      const database = context.inputs.database as string;
      const externalId = `postgres://elsewhere:5432/${database}`;
      const state = { externalId, database, password: 'generated', systemIdentifier: '1' };
      return createDriverContext({ ...context, state });
    }

    it('does not take what is missing here for absent', async () => {
      const unknown = { presence: 'unknown', evidence: { database: 'not found', madeOn: '1' } };
      await expect(driver.read(contextElsewhere())).resolves.toMatchObject(unknown);
      await expect(driver.destroy(contextElsewhere())).resolves.toMatchObject(unknown);
    });

    it('plans a replace, and makes no empty database in place of the full one', async () => {
      await expect(driver.plan(contextElsewhere())).resolves.toMatchObject({ action: 'replace' });
      await expect(driver.apply(contextElsewhere())).rejects.toMatchObject({
        errorClass: 'permanent',
        message: expect.stringContaining('postgres://elsewhere:5432/'),
      });
    });
  });

  it('says which servers are configured when an input names another', async () => {
    await expect(driver.plan(contextFor({ server: 'shraed' }))).rejects.toMatchObject({
      errorClass: 'permanent',
      message:
        'No PostgreSQL server "shraed" is configured: add platformOrchestrator.postgres.servers.shraed, or use one ' +
        'of "shared" as the input "server".',
    });
  });

  it('says where to look, and not the password, when the server refuses the login', async () => {
    const server = { ...world.configuredServer('shared'), password: 'not-the-password' };
    const refused = PostgresDatabaseDriver.create({ servers: new Map([['shared', server]]) });
    const error = await refused.plan(contextFor()).catch(thrown => thrown);
    expect(error).toMatchObject({
      errorClass: 'permanent',
      message: expect.stringContaining('platformOrchestrator.postgres.servers.shared'),
    });
    expect(JSON.stringify({ ...error, message: error.message })).not.toContain('not-the-password');
  });
});
