import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import createKnex from 'knex';
import { PgBossWorkQueue } from './PgBossWorkQueue';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

it('lets several replicas start at once on an empty database', async () => {
  if (!databases.supports('POSTGRES_18')) {
    return;
  }
  const { client } = await databases.init('POSTGRES_18');
  const { connectionSettings: connection } = client;
  const replicas = [1, 2, 3, 4].map(() => createKnex({ client: 'pg', connection }));
  try {
    const logger = mockServices.logger.mock();
    const queues = await Promise.all(
      replicas.map(database => PgBossWorkQueue.create({ database, logger })),
    );
    await Promise.all(queues.map(queue => queue.stop()));
    expect(queues).toHaveLength(4);
  } finally {
    await Promise.all(replicas.map(database => database.destroy()));
  }
});
