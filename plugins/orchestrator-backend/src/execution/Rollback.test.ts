import { TestDatabases } from '@backstage/backend-test-utils';
import { buildSnapshot, readManifests, type RegistrySnapshot } from '@tutti/planner';
import { ANA, TestEngine } from './__testUtils__/TestEngine';
import { TEST_MANIFESTS } from './__testUtils__/testManifests';
import { TestWorld } from './__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const OPTIONS = { planOnly: false, onBusy: 'queue' } as const;
const PIPELINE = { ref: 'ci', automated: true };
const CACHE = 'resources: { cache: { type: cache } }';
const image = (tag: number) => `containers: { main: { image: "app:${tag}" } }\n${CACHE}`;

/** The registry of the tests, and one in which the cache has a second version that makes larger ones. */
function twoRegistries(): { first: RegistrySnapshot; second: RegistrySnapshot } {
  const read = (text: string) =>
    buildSnapshot(readManifests(text, { source: 'test.yaml' }).manifests);
  const first = read(TEST_MANIFESTS);
  const sized = '${params.label}", size: "${params.size}" }';
  const later = read(TEST_MANIFESTS.replace(sized, '${params.label}", size: 9 }'));
  const old = first.definitions.find(({ name }) => name === 'cache')!;
  return {
    first,
    second: {
      ...later,
      definitions: [
        ...later.definitions.map(each => (each.name === 'cache' ? { ...each, version: 2 } : each)),
        { ...old, status: 'deprecated' },
      ],
    },
  };
}

describe.each(databases.eachSupportedId())('what was deployed before, on %p', id => {
  let world: TestWorld;
  let engine: TestEngine;
  let environment: string;
  const registries = twoRegistries();
  let registry: RegistrySnapshot;

  const request = async (
    what: Parameters<TestEngine['deployments']['submitLifecycle']>[1],
  ): Promise<Awaited<ReturnType<TestEngine['ended']>>> =>
    engine.ended((await engine.deployments.submitLifecycle(environment, what, ANA)).uid);
  const rollBack = (deployment: string, rest: object = {}) =>
    request({ kind: 'rollback', deployment, ...OPTIONS, ...rest });
  const images = async () => {
    const [{ content }] = await engine
      .database('environments')
      .join('deployment_sets', 'deployment_sets.hash', 'environments.desired_set')
      .where({ 'environments.uid': environment })
      .select('content');
    const { workloads } = JSON.parse(content);
    return Object.fromEntries(
      Object.keys(workloads).map(name => [name, workloads[name].workload.containers.main.image]),
    );
  };
  const cache = async () => {
    const row = await engine.database('ledger').where({ type: 'cache', role: 'current' }).first();
    return { version: row.definition_version, size: JSON.parse(row.inputs).size };
  };

  beforeEach(async () => {
    world = new TestWorld();
    registry = registries.first;
    engine = await TestEngine.create({
      ...{ database: await databases.init(id), world },
      registry: { snapshot: async () => ({ registry, revision: '1' }) },
    });
    environment = await engine.addEnvironment();
    await engine.execution.start();
  });
  afterEach(async () => {
    await engine.execution.stop();
  });

  it('comes back with its set and the definition versions of then, and others stay', async () => {
    const first = await engine.deploy(environment, { web: image(1) });
    registry = registries.second;
    await engine.deploy(environment, { web: image(2), api: '' });
    expect(await request({ kind: 'refresh', ...OPTIONS })).toMatchObject({ status: 'succeeded' });
    expect(await cache()).toEqual({ version: 2, size: 9 });

    const back = await rollBack(first.uid);

    expect(back).toMatchObject({
      ...{ kind: 'rollback', status: 'succeeded', workloads: ['web'] },
      rollbackTo: { uid: first.uid, number: 1 },
    });
    expect(await images()).toEqual({ web: 'app:1', api: 'app:1' });
    expect(await cache()).toEqual({ version: 1, size: 1 });
  });

  it('comes back as a whole when that is said, without what was not there then', async () => {
    const first = await engine.deploy(environment, { web: image(1), api: '' });
    await engine.deploy(environment, { web: image(2), worker: '' });

    const planned = await rollBack(first.uid, { wholeEnvironment: true, planOnly: true });
    expect(planned.status).toBe('planned');
    expect(await images()).toMatchObject({ web: 'app:2' });
    expect(await rollBack(first.uid, { wholeEnvironment: true })).toMatchObject({
      ...{ status: 'succeeded', removed: ['worker'] },
    });
    expect(await images()).toEqual({ web: 'app:1', api: 'app:1' });
  });

  it('is held for people once it is back, until one of them releases it', async () => {
    const first = await engine.deploy(environment, { web: image(1) });
    await engine.deploy(environment, { web: image(2) });
    const { number } = await rollBack(first.uid);
    const again = () =>
      engine.deployments.submit(
        {
          ...{ environmentUid: environment, kind: 'deploy', ...OPTIONS },
          delta: { upsert: {}, remove: ['web'] },
        },
        PIPELINE,
      );

    await expect(again()).rejects.toThrow(
      `the rollback ${number} of ${ANA.ref} holds web, so no automation deploys it`,
    );
    expect(await engine.deploy(environment, { api: '' })).toMatchObject({ status: 'succeeded' });
    await engine.gates.release(environment, undefined);
    expect(await engine.ended((await again()).uid)).toMatchObject({ status: 'succeeded' });
    await expect(engine.gates.release(environment, undefined)).rejects.toThrow(/holds nothing/);
  });

  it('is not gone back to where it did not succeed, or is of another environment', async () => {
    const planned = await engine.deploy(environment, { web: '' }, { planOnly: true });
    await expect(rollBack(planned.uid)).rejects.toThrow(/was only a plan/);
    const other = await engine.addEnvironment('other');
    const elsewhere = await engine.deploy(other, { web: '' });
    await expect(rollBack(elsewhere.uid)).rejects.toThrow(/no deployment/);
    const first = await engine.deploy(environment, { web: '' });
    await expect(rollBack(first.uid, { workloads: ['none'] })).rejects.toThrow(
      'none ran neither after deployment 2 nor now; after it ran web.',
    );
    await engine.database('plans').where({ deployment_uid: first.uid }).delete();
    await expect(rollBack(first.uid)).rejects.toThrow(/too old to be kept/);
  });

  it('is refreshed to what is the default now, only the workloads that are named', async () => {
    await engine.deploy(environment, { web: image(1), api: CACHE });
    registry = registries.second;

    expect(await request({ kind: 'refresh', workloads: ['web'], ...OPTIONS })).toMatchObject({
      ...{ kind: 'refresh', status: 'succeeded', workloads: ['web'] },
    });

    const rows = await engine.database('ledger').where({ type: 'cache' }).orderBy('node');
    expect(rows.map(row => [row.resource_id, row.definition_version])).toEqual([
      ['api.cache', 1],
      ['web.cache', 2],
    ]);
    await expect(request({ kind: 'refresh', workloads: ['none'], ...OPTIONS })).rejects.toThrow(
      'none is not in the environment, in which there is api, web.',
    );
  });

  it('that a refresh names stays as it is wanted when its turn comes', async () => {
    await engine.deploy(environment, { web: image(1) });
    await engine.gates.pause(environment, { reason: 'Look.', refuse: false }, ANA);
    await engine.submit(environment, { web: image(2) });
    const { uid } = await engine.deployments.submitLifecycle(
      environment,
      { kind: 'refresh', workloads: ['web'], ...OPTIONS },
      ANA,
    );

    await engine.gates.resume(environment);

    expect(await engine.ended(uid)).toMatchObject({ status: 'succeeded' });
    expect(await images()).toEqual({ web: 'app:2' });
  });
});
