import { mockServices, type TestDatabaseId } from '@backstage/backend-test-utils';
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
