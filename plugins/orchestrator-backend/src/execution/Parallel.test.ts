import { TestDatabases } from '@backstage/backend-test-utils';
import {
  cancelledError,
  permanentError,
  type DriverContext,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { ANA, TestEngine } from './__testUtils__/TestEngine';
import { TestWorld } from './__testUtils__/TestWorld';
import type { ExecutionSettings } from './ExecutionSettings';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const WEB = 'resources: { one: { type: cache }, two: { type: cache }, three: { type: cache } }';
const CACHES = ['one', 'two', 'three'].map(key => `cache.default#web.${key}`);

describe.each(databases.eachSupportedId())('several nodes of a deployment on %p', id => {
  let world: TestWorld;
  let engine: TestEngine;
  let environment: string;
  const start = async (settings: Partial<ExecutionSettings> = {}) => {
    world = new TestWorld();
    engine = await TestEngine.create({ database: await databases.init(id), world, settings });
    environment = await engine.addEnvironment();
    await engine.execution.start();
  };
  /** Counts how many of the caches are made at the same time, each for a while. */
  const countTogether = () => {
    let now = 0;
    const counted = { most: 0 };
    world.before = async ctx => {
      if (CACHES.includes(ctx.node)) {
        now += 1;
        counted.most = Math.max(counted.most, now);
        await new Promise(resolve => setTimeout(resolve, 100));
        now -= 1;
      }
    };
    return counted;
  };
  const stateOf = async (uid: string) =>
    Object.fromEntries((await engine.deployments.nodes(uid)).map(each => [each.node, each.status]));
  afterEach(async () => {
    await engine.execution.stop();
  });

  it('are worked on at the same time when none needs the other, and delivered last', async () => {
    await start();
    const counted = countTogether();
    expect(await engine.deploy(environment, { web: WEB })).toMatchObject({ status: 'succeeded' });
    expect(counted.most).toBe(3);
    expect(world.applied().slice(-2)).toEqual(['workload#web', 'k8s-delivery.default#k8s-cluster']);
  });

  it.each([
    ['of a deployment', { nodeConcurrency: 2 }, 2],
    ['of a driver', { drivers: { database: { concurrency: 1 } } }, 1],
    ['of a type of environments', { environmentTypes: { development: { concurrency: 2 } } }, 2],
  ])('are no more at a time than the limit %s says', async (_, settings, most) => {
    await start(settings);
    const counted = countTogether();
    expect(await engine.deploy(environment, { web: WEB })).toMatchObject({ status: 'succeeded' });
    expect(counted.most).toBe(most);
  });

  it('go on when one of them fails', async () => {
    await start();
    world.before = ctx => {
      if (ctx.node === CACHES[0]) {
        throw permanentError('no');
      }
    };
    const failed = await engine.deploy(environment, { web: WEB });
    expect(failed).toMatchObject({ status: 'failed', error: `${CACHES[0]}: no` });
    expect(await stateOf(failed.uid)).toMatchObject({
      [CACHES[0]]: 'failed',
      [CACHES[1]]: 'succeeded',
      [CACHES[2]]: 'succeeded',
      'workload#web': 'skipped',
    });
  });

  it('are all told when the deployment is cancelled', async () => {
    await start(id === 'SQLITE_3' ? {} : { cancelPoll: 60_000 }); // PostgreSQL notifies
    let begun = 0;
    let told = 0;
    world.before = ctx =>
      CACHES.includes(ctx.node)
        ? new Promise((_, reject) => {
            begun += 1;
            ctx.signal.addEventListener('abort', () => {
              told += 1;
              reject(cancelledError());
            });
          })
        : undefined;
    const { uid } = await engine.submit(environment, { web: WEB });
    while (begun < 3) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    await engine.deployments.cancel(uid, ANA);
    expect(await engine.ended(uid)).toMatchObject({ status: 'cancelled' });
    expect(told).toBe(3);
  });

  it('need attention when their driver ignores that it is told to stop, and what it does later is not written', async () => {
    await start({ nodeTimeout: 200 });
    let wakeUp = () => {};
    const sleep = new Promise<void>(resolve => {
      wakeUp = resolve;
    });
    world.after = ctx => (ctx.node === CACHES[0] ? sleep : undefined);
    world.prepared = async ctx => {
      if (ctx.node === CACHES[0]) {
        await sleep;
        ctx.logger.info('Here I am again.');
        await ctx.generate('later');
      }
    };
    const stuck = await engine.deploy(environment, { web: WEB });
    expect(stuck).toMatchObject({
      status: 'needs-attention',
      error: expect.stringContaining('has not answered'),
    });
    const row = await engine.database('ledger').where({ node: CACHES[0] }).first();
    expect(row).toMatchObject({ presence: 'unknown' });
    await engine.told();
    const before = await engine.dump();
    wakeUp();
    await new Promise(resolve => setTimeout(resolve, 400));
    expect(await engine.dump()).toBe(before);
    const next = await engine.deploy(environment, { web: WEB });
    expect(next).toMatchObject({ status: 'failed', error: expect.stringContaining(CACHES[0]) });
  });

  it.each([
    ['nothing', () => undefined],
    ['no JSON', () => ({ state: { at: new Date() }, outputs: {} })],
  ])(
    'fail when their driver answers %s, and are tried again under the same key',
    async (_, answer) => {
      await start();
      const [driver] = world.drivers().filter(each => each.id === 'database');
      let isWrong = true;
      await engine.execution.stop();
      jest.spyOn(world, 'drivers').mockReturnValue([
        ...world.drivers().filter(each => each.id !== 'database'),
        {
          ...driver,
          apply: async ctx => {
            const made = await driver.apply(ctx);
            return isWrong && ctx.node === CACHES[0] ? (answer() as unknown as typeof made) : made;
          },
        },
      ]);
      engine = await TestEngine.create({ database: engine.database, world });
      await engine.execution.start();
      const failed = await engine.deploy(environment, { web: WEB });
      expect(failed).toMatchObject({
        status: 'failed',
        error: expect.stringContaining('something that cannot be kept'),
      });
      isWrong = false;
      expect(await engine.deploy(environment, { web: WEB })).toMatchObject({ status: 'succeeded' });
      const keys = world.calls.filter(call => call.node === CACHES[0]).map(call => call.key);
      expect(keys).toHaveLength(2);
      expect(keys[0]).toBe(keys[1]);
    },
  );

  it('are over for their driver once it has answered: what it does later has no effect', async () => {
    await start();
    let first: DriverContext | undefined;
    const later: unknown[] = [];
    world.after = async ctx => {
      first ??= ctx;
      if (ctx.node === 'workload#web') {
        first.logger.info('said too late');
        later.push(await first.assertOwned().catch(error => error.errorClass));
        later.push(await first.generate('late').catch(error => error.errorClass));
      }
    };
    const { uid, status } = await engine.deploy(environment, { web: WEB });
    expect(status).toBe('succeeded');
    expect(later).toEqual(['cancelled', 'cancelled']);
    const { items } = await engine.deployments.log(uid, {});
    expect(items.map(({ message }) => message)).not.toContain('said too late');
  });
});
