import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Retention } from '../retention';
import { DEFAULT_RETENTION_SETTINGS } from '../retention/RetentionSettings';
import { BEN, TestEngine } from './__testUtils__/TestEngine';
import { TestWorld } from './__testUtils__/TestWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const WEB = 'resources: { cache: { type: cache } }';
const CACHE = 'cache.default#web.cache';
const YEAR = 365 * 24 * 3_600_000;

/** Sets the clock of this process, and nothing else: timers go on as before. */
function setClock(time: number): void {
  jest.useFakeTimers({
    now: time,
    advanceTimers: true,
    doNotFake: [
      ...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate'] as const),
      ...([
        'clearImmediate',
        'setInterval',
        'clearInterval',
        'setTimeout',
        'clearTimeout',
      ] as const),
    ],
  });
}

describe.each(databases.eachSupportedId())('clocks with %p', id => {
  let world: TestWorld;
  let engine: TestEngine;

  beforeEach(async () => {
    world = new TestWorld();
    engine = await TestEngine.create({ database: await databases.init(id), world });
    await engine.execution.start();
  });
  afterEach(async () => {
    jest.useRealTimers();
    await engine.execution.stop();
  });

  it.each([-YEAR, YEAR])(
    'are those of the database: nothing notices when that of the process jumps by %p ms',
    async jump => {
      const { database } = engine;
      const environment = await engine.addEnvironment('prod', 'production');
      const waiting = await engine.deploy(environment, { web: WEB });
      const now = Date.now();
      setClock(now + jump);
      world.before = ({ node }) => {
        if (node === CACHE) {
          setClock(now - jump);
        }
      };
      const approval = { planHash: waiting.planHash!, verdict: 'approved' } as const;
      await engine.deployments.decide(waiting.uid, BEN, approval);
      const ended = await engine.ended(waiting.uid);
      expect(ended).toMatchObject({ status: 'succeeded' });
      expect(Math.abs(Date.parse(ended.finishedAt!) - now)).toBeLessThan(3_600_000);
      const retention = Retention.create({
        ...{ database, logger: mockServices.logger.mock() },
        settings: { ...DEFAULT_RETENTION_SETTINGS, keepLast: 1 },
      });
      for (const uid of await retention.unfinished()) {
        await retention.run(uid, new AbortController().signal);
      }
      expect(await database('deployment_log')).not.toHaveLength(0);
      while ((await database('outbox')).length > 0) {
        await new Promise(resolve => setTimeout(resolve, 20));
      }
      expect(await database('leases').where({ name: 'outbox' })).toHaveLength(1);
    },
  );

  it('let a deployment that was under way go on when that of the database is set back', async () => {
    const environment = await engine.addEnvironment();
    await engine.execution.stop();
    const { uid } = await engine.submit(environment, { web: WEB });
    await engine.database('deployments').where({ uid }).update({
      status: 'planning',
      entered_lane_at: '2999-01-01 00:00:00',
    });
    engine = await TestEngine.create({ database: engine.database, world });
    await engine.execution.start();
    expect(await engine.ended(uid)).toMatchObject({ status: 'succeeded' });
  });

  it('end a deployment that was under way with a sentence when that of the database is set ahead', async () => {
    const environment = await engine.addEnvironment();
    await engine.execution.stop();
    const { uid } = await engine.submit(environment, { web: WEB });
    await engine.database('deployments').where({ uid }).update({
      status: 'planning',
      entered_lane_at: '2001-01-01 00:00:00',
    });
    engine = await TestEngine.create({ database: engine.database, world });
    await engine.execution.start();
    expect(await engine.ended(uid)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('did not end within'),
    });
    expect(await engine.deploy(environment, { web: WEB })).toMatchObject({ status: 'succeeded' });
  });
});
