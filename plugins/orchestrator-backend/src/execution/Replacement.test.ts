import { TestDatabases } from '@backstage/backend-test-utils';
import { cancelledError } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { BEN, TestEngine } from './__testUtils__/TestEngine';
import { TestWorld } from './__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const CACHE = 'cache.default#web.cache';
const DATABASE = 'postgres.default#web.db';

describe.each(databases.eachSupportedId())('replacing and approving on %p', id => {
  let world: TestWorld;
  let engine: TestEngine;
  let environment: string;
  const incarnations = async (node: string) =>
    (await engine.database('ledger').where({ node }).orderBy('incarnation')).map(
      ({ incarnation, role }) => [incarnation, role],
    );
  const approve = async (uid: string): Promise<string> => {
    const { planHash } = await engine.deployments.get(uid);
    await engine.deployments.decide(uid, BEN, { planHash: planHash!, verdict: 'approved' });
    for (;;) {
      const { status } = await engine.deployments.get(uid);
      if (!['pending', 'planning', 'applying', 'verifying'].includes(status)) {
        return status;
      }
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  };

  beforeEach(async () => {
    world = new TestWorld();
    engine = await TestEngine.create({ database: await databases.init(id), world });
    environment = await engine.addEnvironment();
    await engine.execution.start();
  });
  afterEach(async () => {
    await engine.execution.stop();
  });

  it('makes the new one first and destroys the old one last, where the policy says destroy', async () => {
    const cache = (label: string) =>
      `resources: { cache: { type: cache, params: { label: "${label}" } } }`;
    await engine.deploy(environment, { web: cache('') });
    world.calls.length = 0;
    const replaced = await engine.deploy(environment, { web: cache('-new') });
    expect(replaced).toMatchObject({ status: 'succeeded', summary: { replace: 1 } });
    expect(await incarnations(CACHE)).toEqual([[2, 'current']]);
    const calls = world.calls.map(({ operation, node }) => `${operation} ${node}`);
    expect(calls[0]).toBe(`apply ${CACHE}`);
    expect(calls.at(-1)).toBe(`destroy ${CACHE}`);
    expect(world.databases.size).toBe(1);
  });

  it('asks a person before it replaces what holds data, and leaves the old one to a person', async () => {
    const db = (name: string) =>
      `resources: { db: { type: postgres, params: { database: "${name}" } } }`;
    await engine.deploy(environment, { web: db('') });
    const waiting = await engine.deploy(environment, { web: db('-two') });
    expect(waiting).toMatchObject({
      status: 'awaiting-approval',
      approvals: { required: 1, reason: expect.stringContaining(`${DATABASE} would be replaced`) },
    });
    expect(await approve(waiting.uid)).toBe('succeeded');
    expect(await incarnations(DATABASE)).toEqual([
      [1, 'orphan'],
      [2, 'current'],
    ]);
    expect(world.applied('destroy')).toEqual([]);
    const orphan = await engine
      .database('ledger')
      .where({ node: DATABASE, role: 'orphan' })
      .first();
    expect(Boolean(orphan.deletion_pending)).toBe(true);
  });

  it.each([
    ['goes on', '-two', 'current'],
    ['is given up', undefined, 'orphan'],
  ])(
    'leaves what was to be replaced to a person too when the replacement has failed and %s',
    async (_, label, role) => {
      const web = (name?: string) =>
        name === undefined
          ? ''
          : `resources: { db: { type: postgres, params: { database: "${name}" } } }`;
      await engine.deploy(environment, { web: web('') });
      world.before = ctx => {
        if (ctx.node === 'workload#web') {
          throw new Error('no');
        }
      };
      const waiting = await engine.deploy(environment, { web: web('-two') });
      expect(await approve(waiting.uid)).toBe('failed');
      world.before = () => undefined;
      const next = await engine.deploy(environment, { web: web(label) });
      expect(next).toMatchObject({ status: 'succeeded' });
      const rows = await engine.database('ledger').where({ node: DATABASE }).orderBy('incarnation');
      expect(rows.map(row => [row.role, Boolean(row.deletion_pending)])).toEqual([
        ['orphan', true],
        [role, role === 'orphan'],
      ]);
      expect(world.applied('destroy')).toEqual([]);
      const again = await engine.deploy(environment, { web: web(label) });
      expect(Object.keys(again.summary!)).toEqual(['unchanged']);
    },
  );

  it('stops and asks again when a value that was not known asks for more than was approved', async () => {
    const web = (size: number) => `resources:
  cache: { type: cache, params: { size: ${size} } }
  db: { type: postgres, params: { database: "\${resources.cache.host}" } }`;
    await engine.deploy(environment, { web: web(1) });
    world.calls.length = 0;
    world.host = 'pg2';
    const stopped = await engine.deploy(environment, { web: web(2) });
    expect(stopped).toMatchObject({
      status: 'awaiting-approval',
      approvals: { reason: expect.stringContaining('so it would be replaced') },
    });
    expect(world.applied()).toEqual([CACHE]);
    const plan = await engine.deployments.plan(stopped.uid);
    expect(plan.nodes.find(({ node }) => node === DATABASE)?.action).toBe('replace');
    expect(await approve(stopped.uid)).toBe('succeeded');
    expect(await incarnations(DATABASE)).toEqual([
      [1, 'orphan'],
      [2, 'current'],
    ]);
  });

  it('has the driver look at values that were not known, and asks again when it can only replace', async () => {
    const web = (size: number) => `resources:
  db: { type: postgres, params: { size: ${size} } }
  sized: { type: cache, params: { size: "\${resources.db.port}" } }`;
    const sized = 'cache.default#web.sized';
    await engine.deploy(environment, { web: web(1) });
    world.calls.length = 0;
    world.port = 5433;
    world.wouldUpdate = ({ inputs }) => (inputs.size === 5433 ? 'replace' : 'update');
    const stopped = await engine.deploy(environment, { web: web(2) });
    expect(stopped).toMatchObject({
      status: 'awaiting-approval',
      approvals: { reason: expect.stringContaining(`${sized} was to be updated`) },
    });
    expect(world.applied()).toEqual([DATABASE]);
    const plan = await engine.deployments.plan(stopped.uid);
    expect(plan.nodes.find(({ node }) => node === sized)?.action).toBe('replace');
    expect(await approve(stopped.uid)).toBe('succeeded');
    expect(await incarnations(sized)).toEqual([[2, 'current']]);
  });

  it('touches nothing of somebody else although it is known only late whose it is', async () => {
    const owner = await engine.addEnvironment('owner');
    world.externalId = ctx =>
      ctx.node === 'cache.default#web.sized' || ctx.environment.uid === owner
        ? 'pg/shared'
        : `pg/${ctx.environment.uid}/${ctx.node}`;
    await engine.deploy(owner, { web: 'resources: { cache: { type: cache } }' });
    world.calls.length = 0;
    const clash = await engine.deploy(environment, {
      web: `resources:
  db: { type: postgres }
  sized: { type: cache, params: { size: "\${resources.db.port}" } }`,
    });
    expect(clash).toMatchObject({
      status: 'failed',
      error: expect.stringContaining(`pg/shared belongs to ${CACHE} (current) of shop-owner/owner`),
    });
    expect(world.applied()).toContain(DATABASE);
    expect(world.applied()).not.toContain('cache.default#web.sized');
    expect(await incarnations('cache.default#web.sized')).toEqual([]);
  });

  it('replaces what its driver says it cannot update', async () => {
    const cache = (size: number) =>
      `resources: { cache: { type: cache, params: { size: ${size} } } }`;
    await engine.deploy(environment, { web: cache(1) });
    const before = [...world.databases.keys()];
    world.wouldUpdate = ctx => (ctx.node === CACHE ? 'replace' : 'update');
    const replaced = await engine.deploy(environment, { web: cache(2) });
    expect(replaced).toMatchObject({ status: 'succeeded', summary: { replace: 1 } });
    expect(await incarnations(CACHE)).toEqual([[2, 'current']]);
    expect([...world.databases.keys()]).toHaveLength(1);
    expect([...world.databases.keys()]).not.toEqual(before);
  });

  it('leaves a dependent alone when what it depends on changed without any effect on it', async () => {
    const web = (size: number) => `resources:
  cache: { type: cache, params: { size: ${size} } }
  db: { type: postgres, params: { database: "\${resources.cache.host}" } }`;
    await engine.deploy(environment, { web: web(1) });
    world.calls.length = 0;
    const second = await engine.deploy(environment, { web: web(2) });
    expect(second.status).toBe('succeeded');
    expect(world.applied()).not.toContain(DATABASE);
    expect(world.applied()).toContain(CACHE);
  });

  it('delivers what an earlier deployment made and did not deliver', async () => {
    await engine.deploy(environment, { web: '' });
    world.before = ctx => {
      if (ctx.node === 'workload#api') {
        throw new Error('no');
      }
    };
    const newer = 'containers: { main: { image: "app:2" } }';
    const failed = await engine.deploy(environment, { web: newer, api: '' });
    expect(failed.status).toBe('failed');
    expect(world.deliveries).toHaveLength(1);
    const web = await engine.deploy(environment, { web: newer });
    expect(web).toMatchObject({ status: 'succeeded', summary: { update: 1 } });
    expect(world.deliveries.map(({ names }) => names)).toEqual([['web'], ['web']]);
  });

  it('ends a node that takes too long, and keeps its key for the next attempt', async () => {
    await engine.execution.stop();
    const { database } = engine;
    const settings = { drivers: { database: { timeout: 300 } } };
    engine = await TestEngine.create({ database, world, settings });
    await engine.execution.start();
    world.before = ctx =>
      ctx.node === CACHE
        ? new Promise((_, reject) => {
            ctx.signal.addEventListener('abort', () => reject(cancelledError()));
          })
        : undefined;
    const web = 'resources: { cache: { type: cache } }';
    const late = await engine.deploy(environment, { web });
    expect(late).toMatchObject({
      status: 'failed',
      error: expect.stringContaining(`${CACHE}: It did not end within 0.3 seconds.`),
    });
    world.before = () => {};
    expect(await engine.deploy(environment, { web })).toMatchObject({ status: 'succeeded' });
    const keys = world.calls.filter(({ node }) => node === CACHE).map(({ key }) => key);
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });

  it('lets a cancellation win over a plan that would have to be approved anew', async () => {
    await engine.execution.stop();
    const { database } = engine;
    engine = await TestEngine.create({ database, world, settings: { cancelPoll: 60_000 } });
    await engine.execution.start();
    const web = (size: number) => `resources:
  cache: { type: cache, params: { size: ${size} } }
  db: { type: postgres, params: { database: "\${resources.cache.host}" } }`;
    await engine.deploy(environment, { web: web(1) });
    world.host = 'pg2';
    world.after = async ctx => {
      if (ctx.node === CACHE) {
        const { uid } = ctx.deployment;
        await database('deployments').where({ uid }).update({ cancel_requested_by: BEN.ref });
      }
    };
    const stopped = await engine.deploy(environment, { web: web(2) });
    expect(stopped).toMatchObject({ status: 'cancelled', error: expect.stringContaining(BEN.ref) });
  });
});
