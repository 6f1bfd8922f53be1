import { TestDatabases } from '@backstage/backend-test-utils';
import type { DeletionPolicy } from '@tutti/planner';
import { BEN, deltaOf, TestEngine } from './__testUtils__/TestEngine';
import { testRegistry } from './__testUtils__/testManifests';
import { TestWorld } from './__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const CACHE = 'cache.default#web.cache';
const cached = 'resources: { cache: { type: cache } }';

describe.each(databases.eachSupportedId())('manifests of what was left behind, on %p', id => {
  let world: TestWorld;
  let engine: TestEngine;
  let environment: string;

  /** Caches are made of manifests here. */
  async function start(deletion: Partial<DeletionPolicy>): Promise<void> {
    world = new TestWorld();
    const registry = testRegistry();
    const definitions = registry.definitions.map(version =>
      version.name === 'cache'
        ? {
            ...version,
            spec: {
              ...version.spec,
              ...{ driver: 'workload', deletion },
              dependencies: { cluster: { type: 'k8s-cluster' } },
            },
          }
        : version,
    );
    engine = await TestEngine.create({
      ...{ database: await databases.init(id), world },
      registry: {
        snapshot: async () => ({ registry: { ...registry, definitions }, revision: '1' }),
      },
    });
    environment = await engine.addEnvironment();
    await engine.execution.start();
  }
  afterEach(async () => {
    await engine.execution.stop();
  });

  const cacheRow = () => engine.database('ledger').where({ node: CACHE }).first();
  const delivered = () => world.deliveries.at(-1)!.names;

  it('stay delivered until a person decides, and go then', async () => {
    await start({ onRemoval: 'approve' });
    await engine.deploy(environment, { web: cached });
    const { uid, name } = await cacheRow();
    expect(delivered()).toEqual([name, 'web']);
    await engine.deploy(environment, { web: '' });
    await engine.deploy(environment, { web: 'containers: { main: { image: "app:2" } }' });
    expect(await cacheRow()).toMatchObject({ role: 'orphan' });
    expect(delivered()).toEqual([name, 'web']);
    const { deployment } = await engine.ledger.decideDestruction(
      uid,
      { decision: 'destroy', reason: 'Its data has moved' },
      BEN,
    );
    expect(await engine.ended(deployment!.uid)).toMatchObject({ status: 'succeeded' });
    expect(delivered()).toEqual(['web']);
    expect(await cacheRow()).toBeUndefined();
  });

  it('go at once where the policy destroys it', async () => {
    await start({ onRemoval: 'destroy' });
    await engine.deploy(environment, { web: cached });
    await engine.deploy(environment, { web: '' });
    expect(delivered()).toEqual(['web']);
  });

  it('stay when the environment is deleted and they are retained, and nothing else does', async () => {
    await start({ onRemoval: 'retain', onEnvironmentDelete: 'retain' });
    await engine.deploy(environment, { web: cached, api: '' });
    const { name } = await cacheRow();
    const deletion = await engine.submit(
      environment,
      {},
      { kind: 'destroy', delta: deltaOf({}, ['web', 'api']) },
    );
    expect(await engine.ended(deletion.uid)).toMatchObject({ status: 'succeeded' });
    expect(delivered()).toEqual([name]);
    const rows = await engine.database('ledger').pluck('node');
    expect(rows).toEqual(expect.arrayContaining([CACHE, 'k8s-delivery.default#k8s-cluster']));
    expect(rows).not.toContain('workload#web');
  });
});
