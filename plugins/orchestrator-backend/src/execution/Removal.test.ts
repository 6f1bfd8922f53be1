import { TestDatabases } from '@backstage/backend-test-utils';
import type { DeletionPolicy } from '@tutti/planner';
import { BEN, TestEngine } from './__testUtils__/TestEngine';
import { testRegistry } from './__testUtils__/testManifests';
import { TestWorld } from './__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const TWO = 'resources: { orders: { type: postgres }, photos: { type: postgres } }';
const NODES = ['postgres.default#web.orders', 'postgres.default#web.photos'];

/** A registry in which everything of one type has a deletion policy. */
function registryWith(type: string, deletion: Partial<DeletionPolicy>) {
  const registry = testRegistry();
  const definitions = registry.definitions.map(version =>
    version.spec.type === type ? { ...version, spec: { ...version.spec, deletion } } : version,
  );
  return { snapshot: async () => ({ registry: { ...registry, definitions }, revision: '1' }) };
}

describe.each(databases.eachSupportedId())('what is left out, on %p', id => {
  let world: TestWorld;
  let engine: TestEngine;
  let environment: string;
  const start = async (type: string, deletion: Partial<DeletionPolicy>) => {
    world = new TestWorld();
    const registry = registryWith(type, deletion);
    engine = await TestEngine.create({ database: await databases.init(id), world, registry });
    environment = await engine.addEnvironment();
    await engine.execution.start();
  };
  afterEach(async () => {
    await engine.execution.stop();
  });

  it('waits for a person when several that hold data would be destroyed, and goes when one agrees', async () => {
    await start('postgres', { onRemoval: 'destroy' });
    await engine.deploy(environment, { web: TWO });
    const waiting = await engine.deploy(environment, { web: '' });
    expect(waiting).toMatchObject({
      status: 'awaiting-approval',
      approvals: {
        required: 1,
        reason: NODES.map(node => `${node} would be destroyed.`).join(' '),
      },
    });
    expect(world.applied('destroy')).toEqual([]);
    const { planHash } = await engine.deployments.get(waiting.uid);
    await engine.deployments.decide(waiting.uid, BEN, { planHash: planHash!, verdict: 'approved' });
    while ((await engine.deployments.get(waiting.uid)).status === 'awaiting-approval') {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    expect((await engine.ended(waiting.uid)).status).toBe('succeeded');
    expect(world.applied('destroy')).toEqual(expect.arrayContaining(NODES));
  });

  it('is destroyed without a word when it is only one, and its policy says so', async () => {
    await start('postgres', { onRemoval: 'destroy' });
    await engine.deploy(environment, { web: TWO });
    const one = await engine.deploy(environment, {
      web: 'resources: { orders: { type: postgres } }',
    });
    expect(one.status).toBe('succeeded');
    expect(world.applied('destroy')).toEqual(NODES.slice(1));
  });

  it('is kept for good where the policy retains it, replaced or not', async () => {
    await start('cache', { onRemoval: 'retain' });
    const cache = (label: string) =>
      `resources: { cache: { type: cache, params: { label: "${label}" } } }`;
    await engine.deploy(environment, { web: cache('') });
    const replaced = await engine.deploy(environment, { web: cache('-new') });
    expect(replaced).toMatchObject({ status: 'succeeded', summary: { replace: 1 } });
    const removed = await engine.deploy(environment, { web: '' });
    expect(removed).toMatchObject({ status: 'succeeded', summary: { retain: 1 } });
    const rows = await engine.database('ledger').where({ node: 'cache.default#web.cache' });
    expect(rows.map(row => [row.role, Boolean(row.deletion_pending), row.presence])).toEqual([
      ['orphan', false, 'present'],
      ['orphan', false, 'present'],
    ]);
    expect(world.applied('destroy')).toEqual([]);
  });

  it('is not destroyed before the workload without it has been delivered', async () => {
    await start('cache', { onRemoval: 'destroy' });
    await engine.deploy(environment, { web: 'resources: { cache: { type: cache } }' });
    world.before = ({ node }) => {
      if (node.startsWith('k8s-delivery')) {
        throw new Error('the branch is protected');
      }
    };
    expect(await engine.deploy(environment, { web: '' })).toMatchObject({ status: 'failed' });
    expect(world.applied('destroy')).toEqual([]);
    world.before = () => {};
    expect(await engine.deploy(environment, { web: '' })).toMatchObject({ status: 'succeeded' });
    expect(world.applied('destroy')).toEqual(['cache.default#web.cache']);
  });

  it('is not destroyed before what used it is known to be gone', async () => {
    await start('cache', { onRemoval: 'destroy' });
    const grant = 'grant.default#web.access';
    await engine.deploy(environment, { web: 'resources: { access: { type: grant } }' });
    world.before = ({ node }, operation) => {
      if (operation === 'destroy' && node === grant) {
        throw new Error('not now');
      }
    };
    expect(await engine.deploy(environment, { web: '' })).toMatchObject({ status: 'failed' });
    expect(world.applied('destroy')).toEqual([grant]);
    expect(world.databases.size).toBe(2);
    world.before = () => {};
    world.absence = 'unknown';
    expect(await engine.deploy(environment, { web: '' })).toMatchObject({
      status: 'needs-attention',
    });
    expect(world.applied('destroy')).toEqual([grant, grant]);
    expect(world.databases.size).toBe(2);
  });

  it('is left to a person when it was replaced and is protected, though its policy would destroy it', async () => {
    await start('cache', { onRemoval: 'destroy', protected: true });
    const cache = (label: string) =>
      `resources: { cache: { type: cache, params: { label: "${label}" } } }`;
    await engine.deploy(environment, { web: cache('') });
    const { uid, planHash } = await engine.deploy(environment, { web: cache('-new') });
    await engine.deployments.decide(uid, BEN, { planHash: planHash!, verdict: 'approved' });
    while ((await engine.deployments.get(uid)).status === 'awaiting-approval') {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    expect((await engine.ended(uid)).status).toBe('succeeded');
    const rows = await engine.database('ledger').where({ node: 'cache.default#web.cache' });
    expect(rows.map(row => [row.role, Boolean(row.deletion_pending)]).sort()).toEqual([
      ['current', false],
      ['orphan', true],
    ]);
    expect(world.applied('destroy')).toEqual([]);
  });

  it('is destroyed although what used it is there, when that uses its successor by now', async () => {
    await start('cache', { onRemoval: 'destroy' });
    const cache = (label: string) =>
      `resources: { cache: { type: cache, params: { label: "${label}" } }, access: { type: grant } }`;
    await engine.deploy(environment, { web: cache('') });
    world.before = (_ctx, operation) => {
      if (operation === 'destroy') {
        throw new Error('not now');
      }
    };
    const replaced = await engine.deploy(environment, { web: cache('-new') });
    expect(replaced).toMatchObject({ status: 'failed', summary: { replace: 1 } });
    world.before = () => {};
    world.calls.length = 0;
    const again = await engine.deploy(environment, { web: cache('-new') });
    expect(again).toMatchObject({ status: 'succeeded', summary: { destroy: 1 } });
    expect(world.applied('destroy')).toEqual(['cache.default#web.cache']);
    const unchanged = await engine.deploy(environment, { web: cache('-new') });
    expect(Object.keys(unchanged.summary ?? {})).toEqual(['unchanged']);
  });
});
