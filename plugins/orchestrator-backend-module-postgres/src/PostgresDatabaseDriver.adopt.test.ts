import { randomUUID } from 'node:crypto';
import type { Adoption } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { createDriverContext } from '@tutti/backstage-plugin-platform-orchestrator-node/testUtils';
import type { JsonObject, JsonValue } from '@tutti/score';
import { PostgresWorld, TEST_TIMEOUTS, uniqueName } from './__testUtils__/PostgresWorld';
import type { PostgresDatabaseState } from './PostgresContext';
import { PostgresDatabaseDriver } from './PostgresDatabaseDriver';

describe('a database that somebody else made', () => {
  let world: PostgresWorld;
  let driver: PostgresDatabaseDriver;

  beforeAll(async () => {
    world = await PostgresWorld.start();
    driver = PostgresDatabaseDriver.create({
      servers: new Map([['shared', world.configuredServer('shared')]]),
      timeouts: TEST_TIMEOUTS,
    });
  }, 60_000);

  afterAll(() => world.stop(), 60_000);

  function contextFor(adopting: Adoption, inputs: Record<string, JsonValue> = {}) {
    const context = createDriverContext<JsonObject, PostgresDatabaseState>({
      inputs: { server: 'shared', database: adopting.outputs.name, ...inputs },
      ledgerUid: randomUUID(),
      adopting,
    });
    return { ...context, adopting };
  }

  async function planFor(adopting: Adoption, inputs: Record<string, JsonValue> = {}) {
    return driver.plan(contextFor(adopting, inputs));
  }

  it('is adopted with its data, its password and its other roles', async () => {
    const { name, adopting } = await world.makeByHand();
    const { password } = adopting.outputs;
    const login = { user: name, password: String(password), database: name };
    const client = await world.connect(login);
    await client.query('CREATE TABLE orders (id int)');
    await client.query('INSERT INTO orders VALUES (7)');
    const context = contextFor(adopting);
    const { adopting: _, ...later } = context;

    const result = await driver.adopt(context);
    expect(result).toMatchObject({
      outputs: { host: world.postgres.host, name, username: name },
      secretOutputs: { password },
      state: { database: name, password },
    });
    expect((await client.query('SELECT id FROM orders')).rows).toEqual([{ id: 7 }]);
    await client.end();

    // From now on it is the driver's, which an update and its end show.
    const state = result.state;
    const wider = { ...context.inputs, extensions: ['citext'] };
    await driver.apply({ ...later, state, inputs: wider });
    const again = await world.connect(login);
    expect((await again.query('SELECT id FROM orders')).rows).toEqual([{ id: 7 }]);
    await again.end();
    await expect(driver.destroy({ ...later, state })).resolves.toMatchObject({
      presence: 'absent',
    });
  });

  it('is adopted once the administrator may manage its role, where that has to be said', async () => {
    const { name, adopting } = await world.makeByHand({ mayManage: false });
    const [{ version }] = await world.postgres.query<{ version: number }>(
      `SELECT current_setting('server_version_num')::int AS version`,
    );
    const grant = `GRANT "${name}" TO "${world.administrator}" WITH ADMIN OPTION`;
    const refusal = await planFor(adopting).then(
      () => undefined,
      (error: Error) => error.message,
    );
    expect(refusal?.includes(grant) ?? false).toBe(version >= 160_000);
    await world.letManage(name);
    await expect(planFor(adopting)).resolves.toMatchObject({ differences: [] });
    await expect(driver.adopt(contextFor(adopting))).resolves.toMatchObject({ outputs: { name } });
  });

  it('is not adopted when its password is unknown or wrong, and stays as it is', async () => {
    const { adopting } = await world.makeByHand();
    const { password: _, ...outputs } = adopting.outputs;
    for (const known of [outputs, { ...outputs, password: 'wrong-password' }]) {
      const plan = await planFor({ ...adopting, outputs: known });
      expect(plan).toMatchObject({
        differences: [{ path: '/outputs/password' }],
        reason: expect.stringContaining('would set another one'),
      });
      const context = contextFor({ ...adopting, outputs: known });
      await expect(driver.adopt(context)).rejects.toMatchObject({ errorClass: 'permanent' });
    }
    expect(await planFor(adopting)).toMatchObject({ differences: [] });
  });

  it('shows field by field what is otherwise: owner, other roles, address, extensions, comments', async () => {
    const { name, adopting } = await world.makeByHand();
    await world.postgres.query(`ALTER DATABASE "${name}" OWNER TO "${world.postgres.username}"`);
    await world.postgres.query(`GRANT CONNECT ON DATABASE "${name}" TO PUBLIC`);
    await world.postgres.query(`COMMENT ON DATABASE "${name}" IS 'of the shop'`);
    const outputs = { ...adopting.outputs, host: 'db.elsewhere', port: 6432 };
    const plan = await planFor({ ...adopting, outputs }, { extensions: ['citext'] });
    expect(plan.differences).toEqual([
      { path: '/outputs/host', before: 'db.elsewhere', after: world.postgres.host },
      { path: '/outputs/port', before: 6432, after: world.postgres.port },
      { path: '/owner', before: world.postgres.username, after: name },
      { path: '/privileges/public', before: ['CONNECT'], after: [] },
      {
        path: '/comments/database',
        before: 'of the shop',
        after: expect.stringContaining('tutti.dev/resource'),
      },
      { path: '/inputs/extensions', before: [], after: ['citext'] },
    ]);
    expect(plan.reason).toContain(`REVOKE ALL ON DATABASE "${name}" FROM PUBLIC`);
  });

  it('says so when there is no role of its name', async () => {
    const name = uniqueName('by-hand');
    await world.postgres.query(`CREATE DATABASE "${name}"`);
    const { adopting } = await world.makeByHand();
    const outputs = { ...adopting.outputs, name, username: name };
    const { differences } = await planFor({ ...adopting, outputs });
    expect(differences).toEqual(
      expect.arrayContaining([
        { path: '/role', after: name },
        { path: '/owner', before: world.postgres.username, after: name },
      ]),
    );
    await world.postgres.query(`DROP DATABASE "${name}"`);
  });

  it('cannot be adopted when it is not there', async () => {
    const { adopting } = await world.makeByHand();
    await expect(planFor(adopting, { database: uniqueName('gone') })).rejects.toMatchObject({
      errorClass: 'permanent',
      message: expect.stringContaining('so there is nothing to adopt'),
    });
  });

  it('cannot be adopted when it belongs to another resource', async () => {
    const { adopting } = await world.makeByHand();
    const owner = contextFor(adopting);
    await driver.adopt(owner);
    await expect(driver.plan(contextFor(adopting))).rejects.toMatchObject({
      errorClass: 'conflict',
      owner: expect.stringContaining(owner.ledgerUid),
    });
    // Its own it may adopt again, as when another driver had it meanwhile.
    expect((await driver.plan(owner)).differences).toEqual([]);
  });

  it('cannot be adopted by somebody who may not manage its role', async () => {
    const { name, adopting } = await world.makeByHand();
    await world.postgres.query(`ALTER ROLE "${world.administrator}" NOCREATEROLE`);
    await expect(planFor(adopting)).rejects.toMatchObject({
      errorClass: 'permanent',
      message: expect.stringContaining(`may not manage the role "${name}": give it CREATEROLE`),
    });
    await world.postgres.query(`ALTER ROLE "${world.administrator}" CREATEROLE`);
  });
});
