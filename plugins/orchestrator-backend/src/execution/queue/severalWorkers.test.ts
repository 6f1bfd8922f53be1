import { deferred, describeSharedQueues, eventually, LANE } from './__testUtils__/queues';
import type { BellHandler } from './WorkQueue';

jest.setTimeout(60_000);

describeSharedQueues('several workers on one queue in %p', shared => {
  it('hands the unfinished work of a worker that stops to another one at once', async () => {
    const [first, second] = [await shared.start(), await shared.start()];
    const began = deferred();
    const answered = deferred();
    await first.run({
      take: async () => undefined,
      work: async () => {
        began.resolve();
        await new Promise(() => {}); // does not listen to its signal
      },
    });
    await shared.database.transaction(transaction => first.ring(transaction, LANE));
    await began.promise;
    await second.run({ take: async () => undefined, work: async () => answered.resolve() });
    await first.stop();
    await expect(answered.promise).resolves.toBeUndefined();
  });

  it('keeps one bell per key waiting, however often it is rung, and misses none of those rings', async () => {
    const [ringer, worker] = [await shared.start(), await shared.start()];
    for (let index = 0; index < 5; index += 1) {
      await shared.database.transaction(transaction => ringer.ring(transaction, LANE));
    }
    const waiting = () =>
      shared.database.raw(
        `select id from "platform_orchestrator_queue".job where state = 'created'`,
      );
    expect((await waiting()).rows).toHaveLength(1);
    // Rung for the sixth time by a transaction that is not done when somebody could take the bell.
    await shared.database.schema.createTable('seen', table => table.integer('ring'));
    const seen: number[] = [];
    await shared.database.transaction(async transaction => {
      await transaction('seen').insert({ ring: 6 });
      await ringer.ring(transaction, LANE);
      await worker.run({
        take: async () => undefined,
        work: async () => void seen.push((await shared.database('seen')).length),
      });
      await new Promise(resolve => setTimeout(resolve, 500));
    });
    await eventually(() => seen.length > 0);
    expect(seen).toContain(1);
  });

  it('finds a bell by asking, while the connection that hears of bells is cut', async () => {
    const [ringer, worker] = [await shared.start(), await shared.start()];
    const answered = deferred();
    await worker.run({ take: async () => undefined, work: async () => answered.resolve() });
    const listening = `from pg_stat_activity where datname = current_database() and query like 'LISTEN %'`;
    await eventually(
      async () => (await shared.database.raw(`select pid ${listening}`)).rows.length > 0,
    );
    await shared.database.raw(`select pg_terminate_backend(pid) ${listening}`);
    await eventually(
      async () => !(await shared.database.raw(`select pid ${listening}`)).rows.length,
    );
    await shared.database.transaction(transaction => ringer.ring(transaction, LANE));
    await answered.promise;
    expect((await shared.database.raw(`select pid ${listening}`)).rows).toEqual([]);
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
    const workers = [await shared.start(), await shared.start()];
    await Promise.all(workers.map(worker => worker.run(handler)));
    await shared.database.transaction(transaction => workers[0].ring(transaction, LANE));
    await began.promise;
    // Ages the heartbeat until the supervisor has seen it, whatever the first worker renews in between.
    let taken = false;
    answered.promise.then(() => {
      taken = true;
    });
    await eventually(async () => {
      await shared.database.raw(
        `update "platform_orchestrator_queue".job set heartbeat_on = now() - interval '1 hour' ` +
          `where name = 'bells' and state = 'active' and retry_count = 0`,
      );
      return taken;
    });
    await expect(lost.promise).resolves.toBeUndefined();
  });
});
