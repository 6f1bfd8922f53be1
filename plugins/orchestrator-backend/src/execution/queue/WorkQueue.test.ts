import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { createQueue, deferred, eventually, LANE } from './__testUtils__/queues';
import type { Bell, WorkQueue } from './WorkQueue';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

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

  it('rings again only for what nobody has rung', async () => {
    const bells: Bell[] = [LANE, { kind: 'lane', key: 'lost' }, { kind: 'task', key: 'kind:lost' }];
    const answered: string[] = [];
    await ring(LANE);
    const rings = jest.spyOn(queue, 'ring');
    await queue.ringAgain(bells);
    expect(rings.mock.calls.map(([, { key }]) => key)).toEqual(['lost', 'kind:lost']);
    await queue.ringAgain(bells);
    expect(rings).toHaveBeenCalledTimes(2);
    await queue.run({
      take: async () => undefined,
      work: async ({ key }) => void answered.push(key),
    });
    await eventually(() => answered.length === 3);
    expect(answered.sort()).toEqual(['kind:lost', 'lane-1', 'lost']);
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
