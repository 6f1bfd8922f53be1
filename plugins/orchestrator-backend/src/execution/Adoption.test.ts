import { TestDatabases } from '@backstage/backend-test-utils';
import { permanentError } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { buildSnapshot, readManifests, type RegistrySnapshot } from '@tutti/planner';
import type { Knex } from 'knex';
import { findExternalIdOwner } from '../database/ledger/findExternalIdOwner';
import { findLedgerEntry } from '../database/ledger/findLedgerEntry';
import { ageBells, freezeAt } from './__testUtils__/crashes';
import { ANA, deltaOf, TestEngine } from './__testUtils__/TestEngine';
import { TEST_MANIFESTS } from './__testUtils__/testManifests';
import { TestWorld } from './__testUtils__/TestWorld';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const DATABASE = 'postgres.default#web.db';
const WEB = 'resources: { db: { type: postgres } }';

/** The test manifests with one definition of databases in place of theirs. */
function registryWith(name: string, driver: string, takesOver: string[]): RegistrySnapshot {
  const [before, ...after] = TEST_MANIFESTS.split('metadata: { name: postgres }\nspec:\n  type:');
  const spec = after
    .join('')
    .replace('driver: database', `driver: ${driver}\n  takesOver: [${takesOver}]`);
  const { manifests } = readManifests(
    `${before}metadata: { name: ${name} }\nspec:\n  type:${spec}`,
    { source: 'test.yaml' },
  );
  return buildSnapshot(manifests);
}

describe.each(databases.eachSupportedId())('what another driver made, on %p', id => {
  let database: Knex;
  let world: TestWorld;
  let engine: TestEngine;
  let environment: string;
  let registry: RegistrySnapshot;
  const engines: TestEngine[] = [];

  const start = async (): Promise<TestEngine> => {
    const started = await TestEngine.create({
      ...{ database, world },
      registry: { snapshot: async () => ({ registry, revision: '1' }) },
    });
    engines.push(started);
    await started.execution.start();
    return started;
  };
  const refresh = () => engine.deploy(environment, {}, { kind: 'refresh' });
  const rowOf = async (node = DATABASE) => {
    const { uid } = await database('ledger').where({ node }).first('uid');
    return (await findLedgerEntry(database, uid))!;
  };
  const planOf = async (uid: string) => {
    const plan = await engine.deployments.plan(uid);
    return plan.nodes.find(node => node.node === DATABASE)!;
  };
  const takeOver = () => {
    registry = registryWith('rds', 'managed', ['postgres']);
  };

  beforeEach(async () => {
    database = await databases.init(id);
    world = new TestWorld();
    registry = registryWith('postgres', 'database', []);
    engine = await start();
    environment = await engine.addEnvironment();
    await engine.deploy(environment, { web: WEB });
    world.calls.length = 0;
  });
  afterEach(async () => {
    await Promise.all(engines.splice(0).map(each => each.execution.stop()));
  });

  it("becomes the new driver's, as it is: same row, name, outputs and password", async () => {
    const before = await rowOf();
    takeOver();
    const taken = await refresh();
    expect(taken).toMatchObject({ status: 'succeeded', summary: { adopt: 1 } });
    const row = await rowOf();
    expect(row).toMatchObject({
      ...{ uid: before.uid, incarnation: 1, name: before.name, role: 'current' },
      ...{ definition: 'rds', driver: 'managed', externalId: `managed/${before.name}` },
      ...{ outputs: before.outputs, presence: 'present', settled: true },
    });
    expect(row.state).not.toBe(before.state);
    expect(world.applied()).not.toContain(DATABASE);
    const plan = await planOf(taken.uid);
    expect(plan).toMatchObject({
      ...{ action: 'adopt', previousDefinition: 'postgres', previousDriver: 'database' },
      reason: expect.stringContaining('That changes nothing.'),
    });

    // From now on the new driver is called, with the state that it left itself.
    const changed = await engine.deploy(environment, {
      web: 'resources: { db: { type: postgres, params: { size: 2 } } }',
    });
    expect(changed).toMatchObject({ status: 'succeeded' });
    expect(world.calls.filter(({ node }) => node === DATABASE)).toMatchObject([
      { driver: 'managed', operation: 'adopt' },
      { driver: 'managed', operation: 'apply' },
    ]);
    expect([...world.databases.values()]).toEqual([
      expect.objectContaining({ adoptedFrom: before.externalId, madeWith: [expect.anything()] }),
    ]);
  });

  it('is left alone when that would change something, and the plan shows what, field by field', async () => {
    const before = await rowOf();
    const secret = world.passwords[0];
    world.wouldChange = () => [{ path: '/outputs/host', before: 'pg', after: `at ${secret}` }];
    takeOver();
    const refused = await refresh();
    expect(refused).toMatchObject({
      status: 'failed',
      error: expect.stringContaining(
        'has to change nothing, and this would change: /outputs/host. Make definition rds ask for what exists',
      ),
    });
    const { action, differences } = await planOf(refused.uid);
    expect(action).toBe('blocked');
    expect(differences).toEqual([
      { path: '/definition', before: 'postgres@1', after: 'rds@1' },
      { path: '/driver', before: 'database', after: 'managed' },
      { path: '/outputs/host', before: 'pg', after: 'at ***' },
    ]);
    expect(world.calls).toEqual([]);
    expect(await rowOf()).toEqual(before);
    expect(await engine.dump()).not.toContain(secret);
  });

  it('is left alone when the new driver cannot tell, with its words', async () => {
    world.wouldChange = () => {
      throw permanentError('The account is closed.');
    };
    takeOver();
    expect(await refresh()).toMatchObject({
      status: 'failed',
      error: expect.stringContaining(
        'The driver managed cannot adopt what database made: The account is closed.',
      ),
    });
    expect(world.calls).toEqual([]);
  });

  it.each(['before', 'after'] as const)(
    'is adopted once, when the process dies at the moment "%s" of that',
    async moment => {
      const before = await rowOf();
      const freeze = freezeAt(DATABASE);
      world[moment] = freeze.hook;
      takeOver();
      const { uid } = await engine.submit(environment, {}, { kind: 'refresh' });
      await freeze.frozen;
      expect(await rowOf()).toEqual(before);

      const successor = await start();
      let done = false;
      const ended = successor.ended(uid).finally(() => {
        done = true;
      });
      await ageBells(database, () => done);
      expect(await ended).toMatchObject({ status: 'succeeded' });
      const calls = world.calls.filter(({ operation }) => operation === 'adopt');
      expect(calls).toHaveLength(2);
      expect(calls[1].key).toBe(calls[0].key);
      expect(calls[1].fence).toBeGreaterThan(calls[0].fence);
      const row = await rowOf();
      expect(row).toMatchObject({ uid: before.uid, driver: 'managed', outputs: before.outputs });
      expect(await database('journal').where({ operation: 'adopt' })).toHaveLength(1);
      freeze.letGo();
      // What the dead process learns when it wakes up is nobody's business any more.
      await new Promise(resolve => setTimeout(resolve, 100));
      expect(await rowOf()).toEqual(row);
    },
  );

  it("stays the old driver's when the new one fails, and can be deployed with it again", async () => {
    const before = await rowOf();
    world.before = (_, operation) => {
      if (operation === 'adopt') {
        throw permanentError('The account is closed.');
      }
    };
    takeOver();
    expect(await refresh()).toMatchObject({ status: 'failed' });
    expect(await rowOf()).toEqual(before);
    registry = registryWith('postgres', 'database', []);
    const again = await refresh();
    expect(again).toMatchObject({ status: 'succeeded' });
    expect((await planOf(again.uid)).action).toBe('unchanged');
  });

  it('is taken up from an orphan', async () => {
    await engine.deploy(environment, {}, { delta: deltaOf({}, ['web']) });
    const orphan = await rowOf();
    expect(orphan).toMatchObject({ role: 'orphan', deletionPending: true });
    takeOver();
    const again = await engine.deploy(environment, { web: WEB });
    expect(again).toMatchObject({ status: 'succeeded' });
    expect(await rowOf()).toMatchObject({
      ...{ uid: orphan.uid, incarnation: 1, name: orphan.name, role: 'current' },
      ...{ driver: 'managed', deletionPending: false },
    });
    expect(world.applied('adopt')).toEqual([DATABASE]);
    expect(world.databases.size).toBe(1);
  });

  it("is nobody else's, under its new name and under its old one", async () => {
    const { uid, externalId } = await rowOf();
    takeOver();
    await refresh();
    const owner = (driver: string, name: string, except?: string) =>
      findExternalIdOwner(database, { driver, externalId: name, except });
    const { externalId: newId } = await rowOf();
    expect(await owner('database', externalId!)).toMatchObject({ ledgerUid: uid });
    expect(await owner('managed', newId!)).toMatchObject({ ledgerUid: uid });
    expect(await owner('managed', newId!, uid)).toBeUndefined();

    world.externalId = () => externalId!;
    const thief = await engine.deploy(environment, {
      api: 'resources: { cache: { type: cache } }',
    });
    expect(thief).toMatchObject({
      status: 'failed',
      error: expect.stringContaining(`${externalId} belongs to ${DATABASE} (current)`),
    });
  });

  it("is not adopted under a name that is somebody else's", async () => {
    const { name } = await rowOf();
    await engine.deploy(environment, { api: WEB });
    const other = await rowOf('postgres.default#api.db');
    await database('ledger')
      .where({ uid: other.uid })
      .update({ driver: 'managed', external_id: `managed/${name}` });
    takeOver();
    const refused = await engine.deploy(environment, {
      web: 'resources: { db: { type: postgres, params: { size: 2 } } }',
    });
    expect(refused).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('belongs to postgres.default#api.db (current)'),
    });
    expect((await planOf(refused.uid)).action).toBe('blocked');
  });

  it('goes away with its new driver, and its old name with it', async () => {
    const { externalId } = await rowOf();
    takeOver();
    await refresh();
    await engine.deploy(environment, {}, { delta: deltaOf({}, ['web']) });
    const { uid } = await rowOf();
    const decision = { decision: 'destroy', reason: 'It is not needed.' } as const;
    const { deployment } = await engine.ledger.decideDestruction(uid, decision, ANA);
    expect(await engine.ended(deployment!.uid)).toMatchObject({ status: 'succeeded' });
    const calls = world.calls.filter(({ node }) => node === DATABASE);
    expect(calls.at(-1)).toMatchObject({ driver: 'managed', operation: 'destroy' });
    expect(world.databases.size).toBe(0);
    expect(
      await findExternalIdOwner(database, { driver: 'database', externalId: externalId! }),
    ).toBeUndefined();
    expect(await database('ledger_former_ids')).toEqual([]);
  });

  it('goes back to its old driver when that takes it over in turn', async () => {
    const before = await rowOf();
    takeOver();
    await refresh();
    const { externalId } = await rowOf();
    registry = registryWith('postgres', 'database', ['rds']);
    expect(await refresh()).toMatchObject({ status: 'succeeded', summary: { adopt: 1 } });
    expect(await rowOf()).toMatchObject({
      ...{ uid: before.uid, name: before.name, driver: 'database', outputs: before.outputs },
      externalId: before.externalId,
    });
    expect(await database('ledger_former_ids')).toEqual([
      { ledger_uid: before.uid, driver: 'managed', external_id: externalId },
    ]);
  });

  it('waits for a person to replace it, when the definition goes back without taking over', async () => {
    takeOver();
    await refresh();
    registry = registryWith('postgres', 'database', []);
    expect(await refresh()).toMatchObject({
      status: 'awaiting-approval',
      approvals: { reason: expect.stringContaining(`${DATABASE} would be replaced`) },
    });
  });
});
