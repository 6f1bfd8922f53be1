import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { permanentError } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { buildSnapshot, readManifests } from '@tutti/planner';
import { ExpiryTask } from '../environments/ExpiryTask';
import { DatabaseEnvironments } from '../environments/DatabaseEnvironments';
import { ANA, BEN, TestEngine, findEnvironment } from './__testUtils__/TestEngine';
import { TEST_MANIFESTS } from './__testUtils__/testManifests';
import { TestWorld } from './__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const OPTIONS = { planOnly: false, onBusy: 'queue' } as const;
const CACHE = 'resources: { cache: { type: cache } }';
const TYPES = `---
kind: EnvironmentType
apiVersion: tutti.dev/v1alpha1
metadata: { name: strict }
spec: { order: 20, requireReady: true }
---
kind: EnvironmentType
apiVersion: tutti.dev/v1alpha1
metadata: { name: preview }
spec: { order: 5, preview: true, lifetime: { default: 1h, perApplication: 1 } }
`;

describe.each(databases.eachSupportedId())('taking workloads along, on %p', id => {
  let world: TestWorld;
  let engine: TestEngine;
  let dev: string;
  const registry = buildSnapshot(
    readManifests(`${TEST_MANIFESTS}${TYPES}`, { source: 'test.yaml' }).manifests,
  );
  const promote = (to: string, fromUid: string, workloads?: string[]) =>
    engine.deployments.submitLifecycle(
      to,
      { kind: 'promote', fromUid, workloads, ...OPTIONS },
      ANA,
    );

  beforeEach(async () => {
    world = new TestWorld();
    engine = await TestEngine.create({
      ...{ database: await databases.init(id), world },
      registry: { snapshot: async () => ({ registry, revision: '1' }) },
    });
    dev = await engine.addEnvironment();
    await engine.execution.start();
  });
  afterEach(async () => {
    await engine.execution.stop();
  });

  it('promotes what runs, makes its resources anew, and says that nobody checked readiness', async () => {
    const prod = await engine.addEnvironment('prod', 'production', dev);
    await engine.deploy(dev, { web: CACHE, api: '' });

    const promotion = await promote(prod, dev, ['web']);

    expect(promotion).toMatchObject({
      ...{ kind: 'promote', workloads: ['web'], from: 'dev' },
      warnings: ['Nobody has checked whether web in dev is ready.'],
    });
    const { planHash = '', status } = await engine.ended(promotion.uid);
    expect(status).toBe('awaiting-approval'); // as production asks for
    await engine.deployments.decide(promotion.uid, BEN, { planHash, verdict: 'approved' });
    expect(await engine.ended(promotion.uid)).toMatchObject({ status: 'succeeded' });
    const caches = await engine.database('ledger').where({ type: 'cache' });
    expect(new Set(caches.map(row => row.environment_uid))).toEqual(new Set([dev, prod]));
    expect(new Set(caches.map(row => row.name)).size).toBe(2);
  });

  it('promotes only upwards, and only what is there', async () => {
    const prod = await engine.addEnvironment('prod', 'production', dev);
    await expect(promote(dev, prod)).rejects.toThrow(/promotion goes upwards, and prod/);
    await expect(promote(prod, dev)).rejects.toThrow(/there is no workload/);
    await engine.deploy(dev, { web: '' });
    await expect(promote(prod, dev, ['none'])).rejects.toThrow('none is in dev to be promoted');
    const other = await engine.addEnvironment('other', 'production');
    await expect(promote(other, dev)).rejects.toThrow(/of the same application/);
  });

  it('promotes nothing that failed, or that is not ready where readiness is asked for', async () => {
    const prod = await engine.addEnvironment('prod', 'production', dev);
    await engine.deploy(dev, { web: '' });
    world.before = () => {
      throw permanentError('The disk is full.');
    };
    await engine.deploy(dev, { web: CACHE });
    await expect(promote(prod, dev)).rejects.toThrow(
      'web in dev is not as it is wanted: deployment 2 is failed.',
    );
    world.before = () => {};

    const strict = await engine.addEnvironment('strict', 'strict', dev);
    await engine.deploy(strict, { web: '' });
    await expect(promote(prod, strict)).rejects.toThrow(/is not known to be ready/);
    const workload = engine.database('ledger').where({ node: 'workload#web' });
    await workload.clone().update({ readiness: 'degraded' });
    await expect(promote(prod, strict)).rejects.toThrow(/it is degraded/);
    await workload.clone().update({ readiness: 'ready' });
    expect(await promote(prod, strict)).not.toHaveProperty('warnings', expect.anything());
  });

  it('clones an environment into a preview, which deletes itself when its lifetime is over', async () => {
    await engine.deploy(dev, { web: CACHE });
    const environments = DatabaseEnvironments.create({
      database: engine.database,
      environmentTypes: async () => registry.environmentTypes,
      workloadsOfSets: async () => new Map(),
    });
    const source = await findEnvironment(engine.database, dev);
    const clone = async (name: string) =>
      engine.deployments.clone(
        source,
        await environments.environmentCandidate('shop-dev', { name, type: 'preview' }),
        {},
        ANA,
      );

    const first = await clone('pr-1');

    expect(first).toMatchObject({ kind: 'clone', environment: 'pr-1', from: 'dev', number: 1 });
    expect(await engine.ended(first.uid)).toMatchObject({ status: 'succeeded' });
    expect(world.databases.size).toBe(2);
    await expect(clone('pr-2')).rejects.toThrow(/may have 1: delete one first/);

    const auditor = mockServices.auditor.mock();
    const success = jest.fn(async () => {});
    auditor.createEvent.mockResolvedValue({ success, fail: async () => {} });
    const task = ExpiryTask.create({
      ...{ database: engine.database, deployments: engine.deployments, auditor },
      logger: mockServices.logger.mock(),
    });
    expect(await task.unfinished()).toEqual([]);
    const preview = engine.database('environments').where({ name: 'pr-1' });
    await preview.clone().update({ expires_at: '2020-01-01 00:00:00' });
    const [uid] = await task.unfinished();
    await task.run(uid);
    await task.run(uid);
    expect(auditor.createEvent.mock.calls).toMatchObject([
      [
        {
          eventId: 'environment-mutate',
          meta: { environment: 'pr-1', actor: 'plugin:platform-orchestrator' },
        },
      ],
    ]);
    expect(success).toHaveBeenCalledTimes(1);
    while ((await preview.clone().first()).status !== 'deleted') {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    expect(world.databases.size).toBe(1);
    expect(await task.unfinished()).toEqual([]);
    expect(await engine.ended((await clone('pr-1')).uid)).toMatchObject({ status: 'succeeded' });
  });
});
