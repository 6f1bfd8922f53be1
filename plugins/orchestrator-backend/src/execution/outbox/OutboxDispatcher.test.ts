import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { EventParams } from '@backstage/plugin-events-node';
import type { Knex } from 'knex';
import { seedEnvironment } from '../../database/__testUtils__/seed';
import { insertOutbox } from '../../database/execution/insertOutbox';
import { applyMigrations } from '../../database/migrate';
import { OutboxDispatcher } from './OutboxDispatcher';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('the dispatcher of the outbox on %p', id => {
  let knex: Knex;
  let environment: string;
  const dispatchers: OutboxDispatcher[] = [];
  const told: string[] = [];
  const start = (publish: (event: EventParams) => Promise<void>, signals?: string[]) => {
    const dispatcher = OutboxDispatcher.create({
      database: knex,
      logger: mockServices.logger.mock(),
      events: { publish, subscribe: async () => {} },
      ...(signals && {
        signals: { publish: async ({ channel }) => void signals.push(channel) },
      }),
    });
    dispatchers.push(dispatcher);
    dispatcher.start();
  };
  const write = (...topics: string[]) =>
    knex.transaction(transaction =>
      insertOutbox(
        transaction,
        environment,
        topics.map(topic => ({ kind: 'event', topic, payload: {} })),
      ),
    );
  const drained = async () => {
    while ((await knex('outbox')).length > 0) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  };

  beforeEach(async () => {
    told.length = 0;
    knex = await databases.init(id);
    await applyMigrations(knex);
    environment = await seedEnvironment(knex);
  });
  afterEach(async () => {
    await Promise.all(dispatchers.splice(0).map(dispatcher => dispatcher.stop()));
  });

  it('tells everything once and in order, however many replicas there are', async () => {
    const topics = Array.from({ length: 250 }, (_, index) => `topic-${index}`);
    await write(...topics);
    for (let replica = 0; replica < 3; replica += 1) {
      start(async ({ topic }) => void told.push(topic));
    }
    await drained();
    expect(told).toEqual(topics);
  });

  it('tells again what could not be told, and nothing before it', async () => {
    await write('a', 'b');
    let failures = 1;
    start(async ({ topic }) => {
      if (topic === 'a' && failures > 0) {
        failures -= 1;
        throw new Error('nobody listens');
      }
      told.push(topic);
    });
    await drained();
    expect(told).toEqual(['a', 'b']);
  });

  it('sends signals where there are any, and goes on without', async () => {
    const channels: string[] = [];
    await knex.transaction(transaction =>
      insertOutbox(transaction, environment, [{ kind: 'signal', topic: 'channel', payload: {} }]),
    );
    start(async () => {}, channels);
    await drained();
    expect(channels).toEqual(['channel']);
  });
});
