import { mockServices, TestDatabases, type TestDatabaseId } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { FindStanding } from './BellStanding';
import { InProcessWorkQueue } from './InProcessWorkQueue';
import { PgBossWorkQueue } from './PgBossWorkQueue';
import type { Bell, BellHandler, WorkQueue } from './WorkQueue';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const logger = mockServices.logger.mock();
const LANE: Bell = { kind: 'lane', key: 'lane-1' };

async function createQueue(
  id: TestDatabaseId,
  database: Knex,
  options: { concurrency?: number; findStanding?: FindStanding } = {},
): Promise<WorkQueue> {
  return id === 'SQLITE_3'
    ? InProcessWorkQueue.create({ ...options, database, logger, retryDelay: 50, stopGrace: 100 })
    : PgBossWorkQueue.create({ ...options, database, logger, stopGrace: 100 });
}

/** A promise that somebody else settles. */
function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>(settle => {
    resolve = settle;
  });
  return { promise, resolve };
}

async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) {
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

describe.each(databases.eachSupportedId())('work queue on %p', id => {
  let database: Knex;
  let queue: WorkQueue;
  const ring = (bell: Bell) => database.transaction(transaction => queue.ring(transaction, bell));

  beforeEach(async () => {
    database = await databases.init(id);
    queue = await createQueue(id, database);
  });
  afterEach(async () => {
    await queue.stop();
  });

  it('answers a bell that was rung before anybody worked', async () => {
    const answered: Bell[] = [];
    await ring(LANE);
    await queue.run({
      take: async () => 7,
      work: async (bell, taken) => void answered.push(bell, taken as never),
    });
    await eventually(() => answered.length > 0);
    expect(answered).toEqual([LANE, 7]);
  });

  it('does not answer a ring whose transaction was rolled back', async () => {
    const answered: string[] = [];
    await queue.run({
      take: async () => undefined,
      work: async bell => void answered.push(bell.key),
    });
    await expect(
      database.transaction(async transaction => {
        await queue.ring(transaction, { kind: 'lane', key: 'never' });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await ring(LANE);
    await eventually(() => answered.length > 0);
    expect(answered).toEqual(['lane-1']);
  });

  it('answers bells of one key one after the other, and of different keys side by side', async () => {
    const gate = deferred();
    const events: string[] = [];
    await queue.run({
      take: async () => undefined,
      work: async ({ key }) => {
        events.push(`begin ${key}`);
        if (key === 'slow') {
          await gate.promise;
        }
        events.push(`end ${key}`);
      },
    });
    await ring({ kind: 'lane', key: 'slow' });
    await eventually(() => events.includes('begin slow'));
    await ring({ kind: 'lane', key: 'slow' });
    await ring({ kind: 'lane', key: 'fast' });
    await eventually(() => events.includes('end fast'));
    expect(events.filter(event => event.endsWith('slow'))).toEqual(['begin slow']);
    gate.resolve();
    await eventually(() => events.filter(event => event === 'end slow').length === 2);
    expect(events.filter(event => event.endsWith('slow'))).toEqual([
      'begin slow',
      'end slow',
      'begin slow',
      'end slow',
    ]);
  });

  it('keeps a bell that could not be taken', async () => {
    let attempts = 0;
    const answered = deferred();
    await queue.run({
      take: async () => {
        attempts += 1;
        if (attempts === 1) {
          throw new Error('the lane is locked');
        }
      },
      work: async () => answered.resolve(),
    });
    await ring(LANE);
    await answered.promise;
    expect(attempts).toBe(2);
  });

  it('goes on after a bell was answered with an error', async () => {
    const answered: string[] = [];
    await queue.run({
      take: async () => undefined,
      work: async bell => {
        answered.push(bell.key);
        throw new Error('no good');
      },
    });
    await ring(LANE);
    await eventually(() => answered.length === 1);
    await ring(LANE);
    await eventually(() => answered.length === 2);
    expect(answered).toEqual(['lane-1', 'lane-1']);
  });

  it('rings again for what says that there is more, behind those that wait', async () => {
    await queue.stop();
    queue = await createQueue(id, database, { concurrency: 1 });
    const answered: string[] = [];
    await ring({ kind: 'lane', key: 'deep' });
    await queue.run({
      take: async () => undefined,
      work: async ({ key }) => {
        answered.push(key);
        if (answered.length === 1) {
          await ring({ kind: 'lane', key: 'other' });
        }
        return answered.length < 4 ? 'more' : undefined;
      },
    });
    await eventually(() => answered.length >= 4);
    expect(answered.slice(0, 4)).toEqual(['deep', 'other', 'deep', 'other']);
  });

  it('shares its slots out among groups, however many bells of one of them wait longer', async () => {
    await queue.stop();
    queue = await createQueue(id, database, {
      concurrency: 2,
      findStanding: async (_transaction, bell) => ({
        urgent: false,
        group: bell.key.split('-')[0],
      }),
    });
    const answered: string[] = [];
    const gates = new Map<string, () => void>();
    for (const key of ['many-1', 'many-2', 'many-3', 'many-4', 'few-1', 'few-2']) {
      await ring({ kind: 'lane', key });
    }
    await queue.run({
      take: async () => undefined,
      work: async ({ key }) => {
        answered.push(key);
        await new Promise<void>(resolve => {
          gates.set(key, resolve);
        });
      },
    });
    await eventually(() => answered.length === 2);
    expect(answered).toEqual(['many-1', 'few-1']);
    gates.get('few-1')?.();
    await eventually(() => answered.length === 3);
    gates.get('many-1')?.();
    await eventually(() => answered.length === 4);
    expect(answered.slice(2)).toEqual(['few-2', 'many-2']);
    gates.get('few-2')?.();
    await eventually(() => answered.length === 5);
    gates.get('many-2')?.();
    await eventually(() => answered.length === 6);
    expect(answered.slice(4)).toEqual(['many-3', 'many-4']); // nobody else waits
    gates.get('many-3')?.();
    gates.get('many-4')?.();
  });

  it('answers urgent bells first, also those that became urgent while they waited', async () => {
    await queue.stop();
    const urgent = new Set(['urgent']);
    queue = await createQueue(id, database, {
      concurrency: 1,
      findStanding: async (_transaction, { key }) => ({ urgent: urgent.has(key), group: 'same' }),
    });
    const answered: string[] = [];
    let letGo = () => {};
    await ring({ kind: 'lane', key: 'first' });
    await queue.run({
      take: async () => undefined,
      work: async ({ key }) => {
        answered.push(key);
        if (key === 'first') {
          await new Promise<void>(resolve => {
            letGo = resolve;
          });
        }
      },
    });
    await eventually(() => answered.length === 1);
    for (const key of ['second', 'later-urgent', 'urgent']) {
      await ring({ kind: 'lane', key });
    }
    urgent.add('later-urgent');
    await ring({ kind: 'lane', key: 'later-urgent' });
    letGo();
    await eventually(() => answered.length === 4);
    expect(answered[3]).toBe('second');
    expect(new Set(answered.slice(1, 3))).toEqual(new Set(['later-urgent', 'urgent']));
  });

  it.each([
    ['lane', 'task'],
    ['task', 'lane'],
  ] as const)(
    'has slots for a %s, however many bells of a %s are being answered',
    async (kind, other) => {
      const answered: string[] = [];
      for (let index = 0; index < 12; index += 1) {
        await ring({ kind: other, key: `long-${index}` });
      }
      await queue.run({
        take: async () => undefined,
        work: async (bell, _taken, signal) => {
          answered.push(bell.kind);
          if (bell.kind === other) {
            await new Promise<void>(resolve => {
              signal.addEventListener('abort', () => resolve());
            });
          }
        },
      });
      await eventually(() => answered.includes(other));
      await ring({ kind, key: 'short' });
      await eventually(() => answered.includes(kind));
      expect(answered.filter(each => each === other).length).toBeLessThan(12);
    },
  );

  it('tells the work in hand to stop', async () => {
    const began = deferred();
    let reason: unknown;
    await queue.run({
      take: async () => undefined,
      work: async (_bell, _taken, signal) => {
        began.resolve();
        await new Promise<void>(resolve => {
          signal.addEventListener('abort', () => resolve());
        });
        reason = signal.reason;
      },
    });
    await ring(LANE);
    await began.promise;
    await queue.stop();
    expect(reason).toMatchObject({ name: 'QueueStoppedError' });
  });
});

const postgres = databases.eachSupportedId().filter(([id]) => id !== 'SQLITE_3');
(postgres.length > 0 ? describe.each(postgres) : describe.skip.each([['POSTGRES_18']] as const))(
  'several workers on %p',
  id => {
    let database: Knex;
    const queues: WorkQueue[] = [];
    const start = async (): Promise<WorkQueue> => {
      const queue = await createQueue(id as TestDatabaseId, database);
      queues.push(queue);
      return queue;
    };

    beforeEach(async () => {
      database = await databases.init(id as TestDatabaseId);
    });
    afterEach(async () => {
      await Promise.all(queues.splice(0).map(queue => queue.stop()));
    });

    it('hands the unfinished work of a worker that stops to another one at once', async () => {
      const [first, second] = [await start(), await start()];
      const began = deferred();
      const answered = deferred();
      await first.run({
        take: async () => undefined,
        work: async () => {
          began.resolve();
          await new Promise(() => {}); // does not listen to its signal
        },
      });
      await database.transaction(transaction => first.ring(transaction, LANE));
      await began.promise;
      await second.run({ take: async () => undefined, work: async () => answered.resolve() });
      await first.stop();
      await expect(answered.promise).resolves.toBeUndefined();
    });

    it('keeps one bell per key waiting, however often it is rung, and misses none of those rings', async () => {
      const [ringer, worker] = [await start(), await start()];
      for (let index = 0; index < 5; index += 1) {
        await database.transaction(transaction => ringer.ring(transaction, LANE));
      }
      const waiting = () =>
        database.raw(`select id from "platform_orchestrator_queue".job where state = 'created'`);
      expect((await waiting()).rows).toHaveLength(1);
      // Rung for the sixth time by a transaction that is not done when somebody could take the bell.
      await database.schema.createTable('seen', table => table.integer('ring'));
      const seen: number[] = [];
      await database.transaction(async transaction => {
        await transaction('seen').insert({ ring: 6 });
        await ringer.ring(transaction, LANE);
        await worker.run({
          take: async () => undefined,
          work: async () => void seen.push((await database('seen')).length),
        });
        await new Promise(resolve => setTimeout(resolve, 500));
      });
      await eventually(() => seen.length > 0);
      expect(seen).toContain(1);
    });

    it('finds a bell by asking, while the connection that hears of bells is cut', async () => {
      const [ringer, worker] = [await start(), await start()];
      const answered = deferred();
      await worker.run({ take: async () => undefined, work: async () => answered.resolve() });
      const listening = `from pg_stat_activity where datname = current_database() and query like 'LISTEN %'`;
      await eventually(async () => (await database.raw(`select pid ${listening}`)).rows.length > 0);
      await database.raw(`select pg_terminate_backend(pid) ${listening}`);
      await eventually(async () => !(await database.raw(`select pid ${listening}`)).rows.length);
      await database.transaction(transaction => ringer.ring(transaction, LANE));
      await answered.promise;
      expect((await database.raw(`select pid ${listening}`)).rows).toEqual([]);
    });

    it('gives the bell of a worker that died to another one, and tells the dead one should it wake up', async () => {
      const began = deferred();
      const lost = deferred();
      const answered = deferred();
      let attempts = 0;
      // Whichever worker takes the bell first loses it; it may be the one that takes it again.
      const handler: BellHandler<void> = {
        take: async () => {},
        work: async (_bell, _taken, signal) => {
          attempts += 1;
          if (attempts > 1) {
            answered.resolve();
            return;
          }
          began.resolve();
          await new Promise<void>(resolve => {
            signal.addEventListener('abort', () => resolve());
          });
          if (signal.reason.name === 'BellLostError') {
            lost.resolve();
          }
        },
      };
      const workers = [await start(), await start()];
      await Promise.all(workers.map(worker => worker.run(handler)));
      await database.transaction(transaction => workers[0].ring(transaction, LANE));
      await began.promise;
      // Ages the heartbeat until the supervisor has seen it, whatever the first worker renews in between.
      let taken = false;
      answered.promise.then(() => {
        taken = true;
      });
      await eventually(async () => {
        await database.raw(
          `update "platform_orchestrator_queue".job set heartbeat_on = now() - interval '1 hour' ` +
            `where name = 'bells' and state = 'active' and retry_count = 0`,
        );
        return taken;
      });
      await expect(lost.promise).resolves.toBeUndefined();
    });
  },
);
