import { TestDatabases } from '@backstage/backend-test-utils';
import { buildSnapshot, readManifests } from '@tutti/planner';
import { ClonePlans } from '../deployments/lifecycle/ClonePlans';
import { DatabaseEnvironments } from '../environments/DatabaseEnvironments';
import { Telemetry } from '../telemetry';
import { DatabaseValues } from '../secrets';
import { describeDriver } from './drivers/describeDriver';
import { ANA, TestEngine, findEnvironment } from './__testUtils__/TestEngine';
import { TEST_MANIFESTS } from './__testUtils__/testManifests';
import { TestWorld } from './__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const CACHE = 'resources: { cache: { type: cache } }';
const PREVIEW = `---
kind: EnvironmentType
apiVersion: tutti.dev/v1alpha1
metadata: { name: preview }
spec: { order: 5, preview: true, lifetime: { default: 1h, perApplication: 1 } }
`;

describe.each(databases.eachSupportedId())('cloning, on %p', id => {
  let engine: TestEngine;
  let dev: string;
  const registry = buildSnapshot(
    readManifests(`${TEST_MANIFESTS}${PREVIEW}`, { source: 'test.yaml' }).manifests,
  );

  beforeEach(async () => {
    const world = new TestWorld();
    const database = await databases.init(id);
    engine = await TestEngine.create({
      ...{ database, world, registry: { snapshot: async () => ({ registry, revision: '1' }) } },
    });
    dev = await engine.addEnvironment();
    await engine.execution.start();
  });
  afterEach(async () => {
    await engine.execution.stop();
  });

  const plans = (policies: Parameters<typeof ClonePlans.create>[0]['policies'] = []) =>
    ClonePlans.create({
      ...{ database: engine.database, policies, telemetry: Telemetry.create() },
      registry: {
        snapshot: async () => ({ registry, revision: '1', removedDefinitions: new Set() }),
      },
      values: DatabaseValues.create({ database: engine.database }),
      drivers: () => [...new TestWorld().drivers().values()].map(describeDriver),
    });
  const candidateOf = (name: string) =>
    DatabaseEnvironments.create({
      database: engine.database,
      environmentTypes: async () => registry.environmentTypes,
      workloadsOfSets: async () => new Map(),
    }).environmentCandidate('shop-dev', { name, type: 'preview' });
  const planOf = async (name: string, workloads?: string[]) =>
    plans().plan(
      await findEnvironment(engine.database, dev),
      await candidateOf(name),
      { workloads },
      ANA,
      new AbortController().signal,
    );
  const cloneAs = async (name: string, idempotency?: { key: string; bodyHash: string }) =>
    engine.deployments.clone(
      await findEnvironment(engine.database, dev),
      await candidateOf(name),
      {},
      ANA,
      idempotency && { ...idempotency, route: 'POST /clones' },
    );

  it('plans what the clone then does, and keeps nothing of an environment that is not made', async () => {
    await engine.deploy(dev, { web: CACHE, api: '' });
    await engine.told();
    const before = await engine.dump();

    const planned = await planOf('pr-1');

    expect(await engine.dump()).toBe(before);
    expect(await engine.database('environments')).toHaveLength(1);
    const { uid } = await cloneAs('pr-1');
    await engine.ended(uid);
    const done = await engine.deployments.plan(uid);
    const gist = ({ nodes, problems }: typeof done) => [
      ...[problems, planned.setHash],
      nodes.map(({ node, action, definition }) => ({ node, action, definition })),
    ];
    expect(gist(planned)).toEqual(gist(done));
    expect(planned.nodes.some(({ type, action }) => type === 'cache' && action === 'create')).toBe(
      true,
    );
    expect((await planOf('pr-2', ['api']).catch(error => error)).message).toMatch(/may have 1/);
  });

  it('refuses to plan what could not be made', async () => {
    await expect(planOf('pr-1')).rejects.toThrow('there is no workload');
    await engine.deploy(dev, { web: '' });
    await expect(planOf('dev')).rejects.toThrow('has an environment "dev" already');
    await expect(planOf('pr-1', ['none'])).rejects.toThrow('none is in dev to be taken along');
  });

  it('shows in the plan what policies find about an environment of that type', async () => {
    await engine.deploy(dev, { web: '' });
    const policy = {
      name: 'previews',
      review: async ({ environment }: { environment: { type: string } }) => [
        { severity: 'denied' as const, message: `No ${environment.type} today.` },
      ],
    };
    const { findings } = await plans([policy]).plan(
      await findEnvironment(engine.database, dev),
      await candidateOf('pr-1'),
      {},
      ANA,
      new AbortController().signal,
    );
    expect(findings).toEqual([
      { policy: 'previews', severity: 'denied', message: 'No preview today.' },
    ]);
  });

  it('makes one environment for two calls under one key, and refuses another body under it', async () => {
    await engine.deploy(dev, { web: '' });
    const key = { key: 'pr-1', bodyHash: 'a' };
    const first = await cloneAs('pr-1', key);
    expect(await cloneAs('pr-1', key)).toEqual(first);
    await expect(cloneAs('pr-1', { ...key, bodyHash: 'b' })).rejects.toThrow(/Use a new key/);
    expect(await engine.database('environments')).toHaveLength(2);
  });
});
