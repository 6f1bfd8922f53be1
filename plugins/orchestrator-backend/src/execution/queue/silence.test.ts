import { SilentProxy } from '../../database/__testUtils__/SilentProxy';
import {
  createQueue,
  deferred,
  describeSharedQueues,
  eventually,
  LANE,
} from './__testUtils__/queues';
import type { Bell } from './WorkQueue';

jest.setTimeout(60_000);

describeSharedQueues('a work queue whose server is silent, or has another time, on %p', shared => {
  it('lets the server end a worker that falls silent while it takes a bell', async () => {
    const queue = await shared.start();
    const idle = deferred();
    let limit: string | undefined;
    await shared.database.transaction(transaction => queue.ring(transaction, LANE));
    await queue.run({
      take: async transaction => {
        const name = 'idle_in_transaction_session_timeout';
        const { rows } = await transaction.raw('select current_setting(?) as limit', [name]);
        limit = rows[0].limit;
      },
      work: async () => idle.resolve(),
    });
    await idle.promise;
    expect(limit).toBe('5s');
  });

  // It takes some seconds, since each question to the database is given time for an answer.
  it('stops in the middle of work although its database has fallen silent', async () => {
    const proxy = await SilentProxy.start(shared.database);
    const queue = await createQueue('POSTGRES_18', proxy.client({ min: 0, max: 5 }));
    const began = deferred();
    await queue.run({
      take: async () => undefined,
      work: async () => {
        began.resolve();
        await new Promise(() => {}); // does not listen to its signal
      },
    });
    await shared.database.transaction(transaction => queue.ring(transaction, LANE));
    await began.promise;
    proxy.staySilent();
    await expect(queue.stop()).resolves.toBeUndefined();
    await proxy.stop();
  });

  it('stops although others hold every connection of the pool', async () => {
    const proxy = await SilentProxy.start(shared.database);
    const client = proxy.client({ min: 0, max: 3 });
    const queue = await createQueue('POSTGRES_18', client);
    const began = deferred();
    await queue.run({
      take: async () => undefined,
      work: async () => {
        began.resolve();
        await new Promise(() => {}); // does not listen to its signal
      },
    });
    await shared.database.transaction(transaction => queue.ring(transaction, LANE));
    await began.promise;
    const held = await Promise.all([1, 2, 3].map(() => client.client.acquireConnection()));
    await expect(queue.stop()).resolves.toBeUndefined();
    await Promise.all(held.map(each => client.client.releaseConnection(each)));
    await proxy.stop();
  });

  it.each([-1, 1])(
    'goes on when the clock of the database jumps by %p hours while bells are in hand and wait',
    async hours => {
      const gone = await shared.start();
      const began = deferred();
      await gone.run({
        take: async () => undefined,
        work: async () => {
          began.resolve();
          await new Promise(() => {});
        },
      });
      const ring = (bell: Bell) => shared.database.transaction(each => gone.ring(each, bell));
      await ring(LANE);
      await began.promise;
      await gone.stop(); // nobody renews anything any more
      const future = `+ interval '${-hours} hours'`; // what was now is then
      await shared.database.raw(
        `update "platform_orchestrator_queue".job set start_after = start_after ${future},
          created_on = created_on ${future}`,
      );
      await ring({ kind: 'lane', key: 'lane-2' });
      await shared.database.raw(
        `update "platform_orchestrator_queue".job set heartbeat_on = now() ${future},
          heartbeat_seconds = 10, state = 'active' where singleton_key = 'lane:lane-1'
          and state = 'created'`,
      );
      await shared.database.raw(
        `update "platform_orchestrator_queue".queue set monitor_on = now() ${future},
          monitor_claim_on = now() ${future}, maintain_on = now() ${future}`,
      );
      const answered = new Set<string>();
      const next = await shared.start();
      await next.run({
        take: async () => undefined,
        work: async ({ key }) => void answered.add(key),
      });
      await eventually(async () => {
        await shared.database.raw(
          `update "platform_orchestrator_queue".job set heartbeat_on = heartbeat_on - interval '5 seconds'
            where state = 'active'`,
        ); // so that nobody has to wait for a heartbeat to lapse
        return answered.size === 2;
      });
      expect([...answered].sort()).toEqual(['lane-1', 'lane-2']);
    },
  );
});
