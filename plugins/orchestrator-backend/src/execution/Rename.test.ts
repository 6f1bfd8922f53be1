import { TestDatabases } from '@backstage/backend-test-utils';
import { permanentError, transientError } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { BEN, deltaOf, TestEngine } from './__testUtils__/TestEngine';
import { TestWorld } from './__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const OLD = 'postgres.default#web.db';
const NEW = 'postgres.default#storefront.db';
const OTHER = 'postgres.default#storefront.other';
const BEFORE = 'resources: { db: { type: postgres } }';
const AFTER = `resources:
  other: { type: postgres }
  db: { type: postgres, params: { size: "\${resources.other.port}" } }`;

describe.each(databases.eachSupportedId())('a workload that gets another name, on %p', id => {
  let world: TestWorld;
  let engine: TestEngine;
  let environment: string;

  beforeEach(async () => {
    world = new TestWorld();
    engine = await TestEngine.create({
      ...{ database: await databases.init(id), world },
      settings: { retries: 0 },
    });
    environment = await engine.addEnvironment();
    await engine.execution.start();
    await engine.deploy(environment, {}, { delta: from({ web: BEFORE }) });
  });
  afterEach(async () => {
    await engine.execution.stop();
  });

  /** Workloads that all come from one file. */
  function from(workloads: Record<string, string>) {
    const delta = deltaOf(workloads);
    for (const entry of Object.values(delta.upsert)) {
      entry.source = { repository: 'https://git.example.com/shop', path: 'score.yaml' };
    }
    return delta;
  }

  const rows = async () =>
    (
      await engine
        .database('ledger')
        .where('node', 'like', '%.db')
        .orderBy('uid')
        .select('node', 'role', 'incarnation', 'name')
    ).map(row => ({ ...row }));

  it.each([
    ['failed', () => permanentError('no room')],
    ['broke off', () => transientError('the connection broke')],
  ])('keeps its database when the first attempt %s before that was its turn', async (_, error) => {
    const [before] = await rows();
    expect(before.node).toBe(OLD);
    world.before = ({ node }) => {
      if (node === OTHER) {
        throw error();
      }
    };
    const failed = await engine.deploy(environment, {}, { delta: from({ storefront: AFTER }) });
    expect(failed).toMatchObject({ status: 'failed' });
    expect(await rows()).toEqual([before]);
    world.before = () => {};
    const retried = await engine.deploy(environment, {}, { delta: from({ storefront: AFTER }) });
    expect(retried).toMatchObject({ status: 'succeeded' });
    expect(await rows()).toEqual([{ ...before, node: NEW }]);
    expect(world.databases.size).toBe(2); // and the other one
  });

  it('keeps its database when the first attempt was cancelled', async () => {
    const [before] = await rows();
    let reached = () => {};
    const running = new Promise<void>(resolve => {
      reached = resolve;
    });
    world.before = async ctx => {
      if (ctx.node === OTHER) {
        reached();
        await new Promise<void>(resolve => {
          ctx.signal.addEventListener('abort', () => resolve());
        });
        ctx.signal.throwIfAborted();
      }
    };
    const { uid } = await engine.submit(environment, {}, { delta: from({ storefront: AFTER }) });
    await running;
    await engine.deployments.cancel(uid, BEN);
    expect(await engine.ended(uid)).toMatchObject({ status: 'cancelled' });
    world.before = () => {};
    const retried = await engine.deploy(environment, {}, { delta: from({ storefront: AFTER }) });
    expect(retried).toMatchObject({ status: 'succeeded' });
    expect(await rows()).toEqual([{ ...before, node: NEW }]);
  });
});
