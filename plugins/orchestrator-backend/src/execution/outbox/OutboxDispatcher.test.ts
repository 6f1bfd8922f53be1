import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { seedEnvironment } from '../../database/__testUtils__/seed';
import { insertOutbox, type OutboxKind } from '../../database/execution/insertOutbox';
import { listOutboxFailures } from '../../database/execution/listOutboxFailures';
import type { WaitingMessage } from '../../database/execution/readOutbox';
import { retryOutbox } from '../../database/execution/retryOutbox';
import { prepareSchema } from '../../database/__testUtils__/prepareSchema';
import { OutboxDispatcher, type OutboxTimings } from './OutboxDispatcher';
import { NO_OUTBOX_METRICS } from './OutboxMetrics';
import type { OutboxSink } from './OutboxSink';
import { EventSink } from './sinks/EventSink';
import { SignalSink } from './sinks/SignalSink';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const QUICK: Partial<OutboxTimings> = {
  shortestPoll: 5,
  longestPoll: 20,
  pause: 1,
  standby: 20,
  retry: { first: 0.05, longest: 0.1 },
};

describe.each(databases.eachSupportedId())('the dispatcher of the outbox on %p', id => {
  let knex: Knex;
  let environment: string;
  const dispatchers: OutboxDispatcher[] = [];
  const told: string[] = [];
  const logger = mockServices.logger.mock();

  const sinkOf = (
    kind: OutboxKind,
    tell: (message: WaitingMessage) => Promise<void>,
    patience = 600,
  ): OutboxSink => ({ kind, patience, tell });
  const remember = async ({ topic }: WaitingMessage) => void told.push(topic);
  const start = async (
    sinks: OutboxSink[],
    timings: Partial<OutboxTimings> = QUICK,
    metrics = NO_OUTBOX_METRICS,
  ) => {
    const dispatcher = OutboxDispatcher.create({
      ...{ database: knex, logger, sinks, timings, metrics },
    });
    dispatchers.push(dispatcher);
    await dispatcher.start();
  };
  const write = (kind: OutboxKind, topics: string[], about = environment) =>
    knex.transaction(transaction =>
      insertOutbox(
        transaction,
        about,
        topics.map(topic => ({ kind, topic, payload: {} })),
      ),
    );
  const until = async (holds: () => boolean | Promise<boolean>) => {
    while (!(await holds())) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  };
  const drained = () => until(async () => (await knex('outbox')).length === 0);

  beforeEach(async () => {
    jest.clearAllMocks();
    told.length = 0;
    knex = await databases.init(id);
    await prepareSchema(knex);
    environment = await seedEnvironment(knex);
  });
  afterEach(async () => {
    await Promise.all(dispatchers.splice(0).map(dispatcher => dispatcher.stop()));
  });

  it('tells everything once and in order, however many replicas there are', async () => {
    const topics = Array.from({ length: 250 }, (_, index) => `topic-${index}`);
    await write('event', topics);
    for (let replica = 0; replica < 3; replica += 1) {
      await start([sinkOf('event', remember)]);
    }
    await drained();
    expect(told).toEqual(topics);
  });

  it('tells again what could not be told, and before it nothing that comes after', async () => {
    await write('event', ['a', 'b']);
    let failures = 2;
    await start([
      sinkOf('event', async message => {
        if (message.topic === 'a' && failures > 0) {
          failures -= 1;
          throw new Error('nobody listens');
        }
        await remember(message);
      }),
    ]);
    await drained();
    expect(told).toEqual(['a', 'b']);
  });

  it('goes on with other environments and other kinds while one cannot be told', async () => {
    const other = await seedEnvironment(knex, 'other');
    await write('event', ['broken', 'behind']);
    await write('event', ['elsewhere'], other);
    await write('signal', ['live']);
    await start([
      sinkOf('event', async message => {
        if (message.topic === 'broken') {
          throw new Error('nobody listens');
        }
        await remember(message);
      }),
      sinkOf('signal', remember),
    ]);
    await until(() => told.length === 2);
    expect(told.sort()).toEqual(['elsewhere', 'live']);
  });

  it('tells the other kinds while a sink hangs in more environments than it has slots', async () => {
    for (let index = 0; index < 20; index += 1) {
      await write('event', ['hangs'], await seedEnvironment(knex, `e${index}`));
    }
    await write('signal', ['live']);
    await start([sinkOf('event', () => new Promise(() => {})), sinkOf('signal', remember)], {
      ...QUICK,
      timeout: 300,
    });
    await until(() => told.length === 1);
    await until(async () => (await listOutboxFailures(knex, { limit: 100 })).length === 20);
    expect((await listOutboxFailures(knex, { limit: 1 }))[0].error).toBe(
      'It took longer than 0.3 s.',
    );
  });

  it('sets aside what can never be told, where it can be seen, and tells those behind it', async () => {
    await write('event', ['before', 'poison', 'behind']);
    await write('signal', ['live']);
    const setAside = jest.fn();
    let poisonous = true;
    const tell = async (message: WaitingMessage) => {
      if (message.topic === 'poison' && poisonous) {
        throw new Error('This can never be told.');
      }
      await remember(message);
    };
    await start([sinkOf('event', tell, 0.5), sinkOf('signal', remember)], QUICK, {
      ...NO_OUTBOX_METRICS,
      setAside,
    });
    await until(() => told.includes('behind'));
    expect(told.filter(topic => topic !== 'live')).toEqual(['before', 'behind']);
    const [record, ...more] = await listOutboxFailures(knex, { limit: 10 });
    expect(more).toEqual([]);
    expect(record).toMatchObject({
      application: 'shop-dev',
      environment: 'dev',
      kind: 'event',
      topic: 'poison',
      error: 'This can never be told.',
      setAsideAt: expect.any(String),
    });
    expect(setAside).toHaveBeenCalledTimes(1);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining(`(event, poison, ${environment}) is set aside`),
      expect.anything(),
    );

    poisonous = false;
    expect(await retryOutbox(knex, record.id)).toBe(true);
    await drained();
    expect(told).toContain('poison');
  });

  it('tells together what waits in many environments, to a sink that can, in the order of each', async () => {
    const others = await Promise.all(
      Array.from({ length: 5 }, (_, index) => seedEnvironment(knex, `e${index}`)),
    );
    for (const round of ['first', 'second']) {
      for (const other of others) {
        await write('event', [round], other);
      }
    }
    const batches: WaitingMessage[][] = [];
    const tellTogether = async (messages: readonly WaitingMessage[]) =>
      void batches.push([...messages]);
    await start([{ ...sinkOf('event', remember), tellTogether }]);
    await drained();
    expect(told).toEqual([]);
    expect(batches).toHaveLength(1);
    for (const other of others) {
      const about = batches[0].filter(({ environmentUid }) => environmentUid === other);
      expect(about.map(({ topic }) => topic)).toEqual(['first', 'second']);
    }
  });

  it('finds out what cannot be told when several cannot be told together, and tells the others', async () => {
    const other = await seedEnvironment(knex, 'other');
    await write('event', ['before', 'poison', 'behind']);
    await write('event', ['elsewhere'], other);
    const tell = async (message: WaitingMessage) => {
      if (message.topic === 'poison') {
        throw new Error('This can never be told.');
      }
      await remember(message);
    };
    const tellTogether = async () => {
      throw new Error('One of these can never be told.');
    };
    await start([{ ...sinkOf('event', tell, 0.3), tellTogether }]);
    await until(() => told.includes('behind'));
    expect(told.sort()).toEqual(['before', 'behind', 'elsewhere']);
    expect(await listOutboxFailures(knex, { limit: 10 })).toMatchObject([
      { topic: 'poison', error: 'This can never be told.', setAsideAt: expect.any(String) },
    ]);
  });

  it('leaves what is told together to a time of its own once it has failed', async () => {
    await write('event', ['hangs']);
    await write('event', ['live'], await seedEnvironment(knex, 'other'));
    let attempts = 0;
    const tell = async (message: WaitingMessage) => {
      if (message.topic === 'hangs') {
        attempts += 1;
        throw new Error('nobody listens');
      }
      await remember(message);
    };
    const together: string[][] = [];
    const tellTogether = async (messages: readonly WaitingMessage[]) => {
      together.push(messages.map(({ topic }) => topic));
      if (messages.some(({ topic }) => topic === 'hangs')) {
        throw new Error('nobody listens');
      }
    };
    await start([{ ...sinkOf('event', tell), tellTogether }]);
    await until(() => attempts > 2);
    expect(together).toEqual([['hangs', 'live']]);
  });

  it('drops what nobody wants', async () => {
    await write('webhook', ['a']);
    await start([]);
    await drained();
    expect(await knex('outbox')).toEqual([]);
  });

  it('says once what several messages say', async () => {
    const events = { publish: jest.fn(async () => {}), subscribe: async () => {} };
    await write('event', ['changed', 'deleted', 'changed']);
    await start([EventSink.create({ events })]);
    await drained();
    expect(events.publish.mock.calls).toEqual([
      [{ topic: 'deleted', eventPayload: {} }],
      [{ topic: 'changed', eventPayload: {} }],
    ]);
  });

  it('publishes events and broadcasts signals', async () => {
    const events = { publish: jest.fn(async () => {}), subscribe: async () => {} };
    const signals = { publish: jest.fn(async () => {}) };
    await write('event', ['topic']);
    await write('signal', ['channel']);
    await start([EventSink.create({ events }), SignalSink.create({ signals })]);
    await drained();
    expect(events.publish).toHaveBeenCalledWith({ topic: 'topic', eventPayload: {} });
    expect(signals.publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'channel',
      message: {},
    });
  });

  if (id.startsWith('POSTGRES')) {
    it('is woken by what was committed, long before it would look again', async () => {
      await start([sinkOf('event', remember)], { shortestPoll: 3_600_000, longestPoll: 3_600_000 });
      await new Promise(resolve => setTimeout(resolve, 200));
      await write('event', ['a']);
      await until(() => told.length === 1);
      expect(told).toEqual(['a']);
    });
  }
});
