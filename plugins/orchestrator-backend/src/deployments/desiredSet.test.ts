import { TestDatabases } from '@backstage/backend-test-utils';
import { permanentError } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { BEN, deltaOf, findEnvironment, TestEngine } from '../execution/__testUtils__/TestEngine';
import { TestWorld } from '../execution/__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const CACHE = 'cache.default#api.cache';
const API = { api: 'resources: { cache: { type: cache } }' };

describe.each(databases.eachSupportedId())('what is wanted of an environment on %p', id => {
  let world: TestWorld;
  let engine: TestEngine;
  let environment: string;

  beforeEach(async () => {
    world = new TestWorld();
    engine = await TestEngine.create({ database: await databases.init(id), world });
    environment = await engine.addEnvironment('prod', 'production');
    await engine.execution.start();
  });
  afterEach(async () => {
    await engine.execution.stop();
  });

  const wanted = async (): Promise<string[]> => {
    const { desiredSet } = await findEnvironment(engine.database, environment);
    if (desiredSet === undefined) {
      return [];
    }
    const row = await engine.database('deployment_sets').where({ hash: desiredSet }).first();
    return Object.keys(JSON.parse(row.content).workloads);
  };

  async function approve(uid: string): Promise<string> {
    const { planHash } = await engine.ended(uid);
    await engine.deployments.decide(uid, BEN, { planHash: planHash!, verdict: 'approved' });
    for (;;) {
      const { status } = await engine.deployments.get(uid);
      if (!['pending', 'planning', 'applying', 'verifying'].includes(status)) {
        return status;
      }
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }

  it('does not change with what is only planned, rejected, cancelled, superseded, or fails while it is planned', async () => {
    const web = await engine.deploy(environment, { web: '' });
    expect(await wanted()).toEqual([]);
    expect(await approve(web.uid)).toBe('succeeded');
    expect(await wanted()).toEqual(['web']);

    const planned = await engine.deploy(environment, API, { planOnly: true });
    const impossible = await engine.deploy(environment, {
      api: 'resources: { some: { type: none } }',
    });
    const superseded = await engine.deploy(environment, API);
    const rejected = await engine.deploy(environment, API, { onBusy: 'supersede' });
    await engine.deployments.decide(rejected.uid, BEN, {
      ...{ planHash: rejected.planHash!, verdict: 'rejected' },
    });
    const cancelled = await engine.deploy(environment, API);
    await engine.deployments.cancel(cancelled.uid, BEN);

    const ended = [planned, impossible, superseded, rejected, cancelled];
    const statuses = ended.map(async ({ uid }) => (await engine.deployments.get(uid)).status);
    expect(await Promise.all(statuses)).toEqual([
      ...['planned', 'failed', 'superseded', 'rejected', 'cancelled'],
    ]);
    expect(await wanted()).toEqual(['web']);
    expect(world.applied()).not.toContain(CACHE);
  });

  it('changes with what fails when it is applied', async () => {
    world.before = ({ node }) => {
      if (node === CACHE) {
        throw permanentError('no room');
      }
    };
    const { uid } = await engine.submit(environment, API);
    expect(await approve(uid)).toBe('failed');
    expect(await wanted()).toEqual(['api']);
  });

  it('changes with what is cancelled while it is applied, so that what it made can be taken away', async () => {
    let reached = () => {};
    const running = new Promise<void>(resolve => {
      reached = resolve;
    });
    world.before = async ctx => {
      if (ctx.node === 'workload#api') {
        reached();
        await new Promise<void>(resolve => {
          ctx.signal.addEventListener('abort', () => resolve());
        });
        ctx.signal.throwIfAborted();
      }
    };
    const { uid } = await engine.submit(environment, API);
    const ended = approve(uid);
    await running;
    await engine.deployments.cancel(uid, BEN);
    expect(await ended).toBe('cancelled');
    expect(await wanted()).toEqual(['api']);
    expect(world.databases.size).toBe(1);

    world.before = () => {};
    const removal = await engine.submit(environment, {}, { delta: deltaOf({}, ['api']) });
    expect(await approve(removal.uid)).toBe('succeeded');
    expect(await wanted()).toEqual([]);
    expect(world.databases.size).toBe(0);
  });
});
