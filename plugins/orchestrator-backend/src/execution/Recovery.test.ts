import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { DatabaseDeployments } from '../deployments/DatabaseDeployments';
import { ageBells, freezeAt } from './__testUtils__/crashes';
import { ANA, deltaOf, findEnvironment, TestEngine } from './__testUtils__/TestEngine';
import { TestWorld } from './__testUtils__/TestWorld';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const WEB = 'resources: { db: { type: postgres } }';
const DATABASE = 'postgres.default#web.db';

describe.each(databases.eachSupportedId())('recovery on %p', id => {
  let database: Knex;
  let world: TestWorld;
  const engines: TestEngine[] = [];
  const start = async (): Promise<TestEngine> => {
    const engine = await TestEngine.create({ database, world });
    engines.push(engine);
    await engine.execution.start();
    return engine;
  };

  beforeEach(async () => {
    database = await databases.init(id);
    world = new TestWorld();
  });
  afterEach(async () => {
    await Promise.all(engines.splice(0).map(engine => engine.execution.stop()));
  });

  it.each(['before', 'prepared', 'after'] as const)(
    'goes on after a crash at the moment "%s" of the effect: nothing is made twice, and the password is the same',
    async moment => {
      const freeze = freezeAt(DATABASE);
      world[moment] = freeze.hook;
      const dead = await start();
      const environment = await dead.addEnvironment();
      const { uid } = await dead.submit(environment, { web: WEB });
      await freeze.frozen;

      const successor = await start();
      let done = false;
      const ended = successor.ended(uid).finally(() => {
        done = true;
      });
      await ageBells(database, () => done);
      expect(await ended).toMatchObject({ status: 'succeeded' });

      const calls = world.calls.filter(
        call => call.node === DATABASE && call.operation === 'apply',
      );
      expect(calls).toHaveLength(2);
      expect(calls[1].key).toBe(calls[0].key);
      expect(calls[1].fence).toBeGreaterThan(calls[0].fence);
      expect(world.databases.size).toBe(1);
      expect(new Set(world.passwords)).toEqual(
        new Set([...world.databases.values()].map(({ password }) => password)),
      );
      expect(await database('ledger').where({ node: DATABASE })).toHaveLength(1);
      // What was done before the crash is not done again.
      expect(world.applied().filter(node => node === 'server.default#server')).toHaveLength(1);
      freeze.letGo();
    },
  );

  it('goes on with all nodes that were under way when it crashed', async () => {
    const nodes = ['cache.default#web.one', 'cache.default#web.two'];
    const freezes = nodes.map(freezeAt);
    world.after = async ctx => {
      await Promise.all(freezes.map(freeze => freeze.hook(ctx)));
    };
    const dead = await start();
    const environment = await dead.addEnvironment();
    const { uid } = await dead.submit(environment, {
      web: 'resources: { one: { type: cache }, two: { type: cache } }',
    });
    await Promise.all(freezes.map(freeze => freeze.frozen));
    const successor = await start();
    let done = false;
    const ended = successor.ended(uid).finally(() => {
      done = true;
    });
    await ageBells(database, () => done);
    expect(await ended).toMatchObject({ status: 'succeeded' });
    for (const node of nodes) {
      const calls = world.calls.filter(call => call.node === node);
      expect(calls).toHaveLength(2);
      expect(calls[1].key).toBe(calls[0].key);
    }
    expect(world.databases.size).toBe(2);
    freezes.forEach(freeze => freeze.letGo());
  });

  it('lets a worker that was taken over write nothing when it wakes up', async () => {
    const freeze = freezeAt(DATABASE);
    world.after = freeze.hook;
    const zombie = await start();
    const environment = await zombie.addEnvironment();
    const { uid } = await zombie.submit(environment, { web: WEB });
    await freeze.frozen;
    const successor = await start();
    let done = false;
    const ended = successor.ended(uid).finally(() => {
      done = true;
    });
    await ageBells(database, () => done);
    await ended;
    await successor.told();
    const before = await successor.dump();
    freeze.letGo();
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(await successor.dump()).toBe(before);
    expect(world.applied().filter(node => node === 'workload#web')).toHaveLength(1);
  });

  it('lets a worker that was taken over begin no effect when it wakes up', async () => {
    const freeze = freezeAt(DATABASE);
    world.prepared = freeze.hook; // before it asks whether the lane is still its own
    const zombie = await start();
    const environment = await zombie.addEnvironment();
    const { uid } = await zombie.submit(environment, { web: WEB });
    await freeze.frozen;
    const successor = await start();
    let done = false;
    const ended = successor.ended(uid).finally(() => {
      done = true;
    });
    await ageBells(database, () => done);
    expect(await ended).toMatchObject({ status: 'succeeded' });
    freeze.letGo();
    await new Promise(resolve => setTimeout(resolve, 300));
    expect([...world.databases.values()].map(({ madeWith }) => madeWith.length)).toEqual([1]);
  });

  it('gives up a deployment that has brought its worker down again and again, and goes on with the next', async () => {
    const engine = await TestEngine.create({ database, world });
    engines.push(engine);
    const environment = await engine.addEnvironment();
    const deadly = await engine.submit(environment, { web: WEB });
    const next = await engine.submit(environment, { api: '' });
    await database('deployments')
      .where({ uid: deadly.uid })
      .update({ status: 'planning', resumes: 20 });
    await engine.execution.start();
    expect(await engine.ended(next.uid)).toMatchObject({ status: 'succeeded' });
    expect(await engine.deployments.get(deadly.uid)).toMatchObject({
      status: 'failed',
      error: 'It was interrupted 21 times, so it is given up.',
    });
    expect(world.applied()).not.toContain(DATABASE);
  });

  it('finds what is to be done although its ring was lost', async () => {
    const worker = await TestEngine.create({ database, world, settings: { ringInterval: 50 } });
    engines.push(worker);
    await worker.execution.start();
    const environment = await worker.addEnvironment();
    const deaf = DatabaseDeployments.create({
      database,
      queue: {
        ...{ ring: async () => {}, ringAgain: async () => {} },
        ...{ run: async () => {}, stop: async () => {} },
      },
      environments: { findByUid: uid => findEnvironment(database, uid) },
    });
    const { uid } = await deaf.submit(
      {
        environmentUid: environment,
        kind: 'deploy',
        delta: deltaOf({ web: '' }),
        planOnly: false,
        onBusy: 'queue',
      },
      ANA,
    );
    expect(await worker.ended(uid)).toMatchObject({ status: 'succeeded' });
  });

  it('hands work over when it is stopped in an orderly way, and the next start finishes it', async () => {
    const freeze = freezeAt('workload#web');
    world.before = freeze.hook;
    const first = await start();
    const environment = await first.addEnvironment();
    const { uid } = await first.submit(environment, { web: WEB });
    await freeze.frozen;
    await first.execution.stop();
    const second = await start();
    expect(await second.ended(uid)).toMatchObject({ status: 'succeeded' });
    expect(world.databases.size).toBe(1);
    freeze.letGo();
  });
});

const postgres = databases.eachSupportedId().filter(([id]) => id !== 'SQLITE_3');
(postgres.length > 0 ? describe.each(postgres) : describe.skip.each([['POSTGRES_18']] as const))(
  'two replicas on %p',
  id => {
    it('keep the order within a lane, and work on environments side by side', async () => {
      const database = await databases.init(id as 'POSTGRES_18');
      const world = new TestWorld();
      const engines = [
        await TestEngine.create({ database, world }),
        await TestEngine.create({ database, world }),
      ];
      await Promise.all(engines.map(engine => engine.execution.start()));
      const environments = [];
      for (const name of ['one', 'two', 'three', 'four']) {
        environments.push(await engines[0].addEnvironment(name));
      }
      // Deployments under way by environment: one entry for each of their nodes.
      const active = new Map<string, string[]>();
      let together = 0;
      world.before = async ctx => {
        const { uid } = ctx.environment;
        const nodes = [...(active.get(uid) ?? []), ctx.deployment.uid];
        expect(new Set(nodes).size).toBe(1);
        active.set(uid, nodes);
        together = Math.max(together, active.size);
        await new Promise(resolve => setTimeout(resolve, 20));
        const left = active.get(uid)!.slice(1);
        if (left.length > 0) {
          active.set(uid, left);
        } else {
          active.delete(uid);
        }
      };
      const uids: string[] = [];
      for (let round = 0; round < 5; round += 1) {
        for (const [index, environment] of environments.entries()) {
          const { uid } = await engines[(round + index) % 2].submit(environment, {
            web: `containers: { main: { image: "app:${round}" } }`,
          });
          uids.push(uid);
        }
      }
      const ended = await Promise.all(uids.map(uid => engines[0].ended(uid)));
      expect(new Set(ended.map(deployment => deployment.status))).toEqual(new Set(['succeeded']));
      for (const environment of environments) {
        const rows = await database('journal')
          .join('deployments', 'deployments.uid', 'journal.deployment_uid')
          .where({ 'deployments.environment_uid': environment })
          .orderBy('journal.uid')
          .select('deployments.number');
        const numbers = rows.map(row => row.number);
        expect(numbers).toEqual([...numbers].sort((left, right) => left - right));
        expect(new Set(numbers)).toEqual(new Set([1, 2, 3, 4, 5]));
      }
      expect(together).toBeGreaterThan(1);
      await Promise.all(engines.map(engine => engine.execution.stop()));
    });
  },
);
