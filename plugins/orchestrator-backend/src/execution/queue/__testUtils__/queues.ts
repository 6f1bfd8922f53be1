import { mockServices, TestDatabases, type TestDatabaseId } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { FindStanding } from '../BellStanding';
import { InProcessWorkQueue } from '../InProcessWorkQueue';
import { PgBossWorkQueue } from '../PgBossWorkQueue';
import type { Bell, WorkQueue } from '../WorkQueue';

/** A bell of the lane that most tests ring. */
export const LANE: Bell = { kind: 'lane', key: 'lane-1' };

/** The queue that belongs to a database, with waits that are short enough for tests. */
export async function createQueue(
  id: TestDatabaseId,
  database: Knex,
  options: { concurrency?: number; findStanding?: FindStanding } = {},
): Promise<WorkQueue> {
  const logger = mockServices.logger.mock();
  return id === 'SQLITE_3'
    ? InProcessWorkQueue.create({ ...options, database, logger, retryDelay: 50, stopGrace: 100 })
    : PgBossWorkQueue.create({ ...options, database, logger, stopGrace: 100 });
}

/** A promise that somebody else settles. */
export function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>(settle => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** Waits, for as long as the test may take, until something holds. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) {
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

/** A database that queues can share, and one more queue on it, which is stopped after the test. */
export interface SharedQueues {
  readonly database: Knex;
  start(): Promise<WorkQueue>;
}

/**
 * Describes what takes a server and several queues on it, with a database of its own for each test. Left out where there is
 * no PostgreSQL: a queue inside one process has nobody to share with.
 *
 * @param name - with a `%p` for the kind of database
 */
export function describeSharedQueues(name: string, tests: (shared: SharedQueues) => void): void {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  const ids = databases.eachSupportedId();
  const describeEach =
    ids.length > 0 ? describe.each(ids) : describe.skip.each([['POSTGRES_18']] as const);
  describeEach(name, id => {
    const queues: WorkQueue[] = [];
    let database: Knex;
    beforeEach(async () => {
      database = await databases.init(id as TestDatabaseId);
    });
    afterEach(async () => {
      await Promise.all(queues.splice(0).map(queue => queue.stop()));
    });
    tests({
      get database() {
        return database;
      },
      start: async () => {
        const queue = await createQueue(id as TestDatabaseId, database);
        queues.push(queue);
        return queue;
      },
    });
  });
}
