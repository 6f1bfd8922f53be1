import { TestDatabases } from '@backstage/backend-test-utils';
import type { RegistrySnapshot } from '@tutti/planner';
import { TestEngine } from '../__testUtils__/TestEngine';
import { testRegistry } from '../__testUtils__/testManifests';
import { TestWorld } from '../__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

/** The test registry with another definition of databases, which another driver makes. */
function registryWith(takesOver: string[]): RegistrySnapshot {
  const registry = testRegistry();
  const definitions = registry.definitions.map(version =>
    version.name === 'postgres' ? { ...version, status: 'deprecated' as const } : version,
  );
  const old = registry.definitions.find(version => version.name === 'postgres')!;
  const spec = { ...old.spec, name: 'other', driver: 'static', takesOver };
  return {
    ...registry,
    definitions: [...definitions, { ...old, name: 'other', spec }],
    criteria: [...registry.criteria, { definition: 'other', criterion: { class: 'default' } }],
  };
}

describe.each(databases.eachSupportedId())('plans that drivers have looked at on %p', id => {
  let world: TestWorld;
  let engine: TestEngine;
  let environment: string;
  let registry: RegistrySnapshot;

  beforeEach(async () => {
    world = new TestWorld();
    registry = testRegistry();
    engine = await TestEngine.create({
      database: await databases.init(id),
      world,
      registry: { snapshot: async () => ({ registry, revision: '1' }) },
    });
    environment = await engine.addEnvironment();
    await engine.execution.start();
  });
  afterEach(async () => {
    await engine.execution.stop();
  });

  it('stop before anything is made when two of their nodes would be one thing outside', async () => {
    world.externalId = () => 'pg/the-same';
    const clash = await engine.deploy(environment, {
      web: 'resources: { one: { type: cache }, two: { type: cache } }',
    });
    expect(clash).toMatchObject({
      status: 'failed',
      error: expect.stringContaining(
        'pg/the-same would also be cache.default#web.one of this plan, so cache.default#web.two cannot take it.',
      ),
    });
    expect(world.applied()).toEqual([]);
  });

  it('stop before anything is changed when another driver would take over what it cannot adopt', async () => {
    const db = (size: number) =>
      `resources: { db: { type: postgres, params: { size: ${size} } }, cache: { type: cache } }`;
    await engine.deploy(environment, { web: db(1) });
    world.calls.length = 0;
    registry = registryWith(['postgres']);
    const taken = await engine.deploy(environment, { web: db(2) });
    expect(taken).toMatchObject({
      status: 'failed',
      error: expect.stringContaining(
        'The driver static cannot show that taking over what database made changes nothing',
      ),
    });
    expect(world.calls).toEqual([]);
    registry = registryWith([]);
    const replaced = await engine.deploy(environment, { web: db(2) });
    expect(replaced).toMatchObject({
      status: 'awaiting-approval',
      approvals: { reason: expect.stringContaining('postgres.default#web.db would be replaced') },
    });
  });
});
