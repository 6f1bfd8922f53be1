import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { isPostgres } from '../../database/columns';
import { findStandingOfBell } from './findStandingOfBell';
import { InProcessWorkQueue } from './InProcessWorkQueue';
import { PgBossWorkQueue } from './PgBossWorkQueue';
import type { WorkQueue } from './WorkQueue';

/** What {@link createWorkQueue} needs. */
export interface CreateWorkQueueOptions {
  database: Knex;
  logger: LoggerService;
  /**
   * The root of the configuration. Reads `platformOrchestrator.queue.{schema,createSchema,migrate}` (PostgreSQL only)
   * and `platformOrchestrator.worker.{concurrency,taskConcurrency}`.
   */
  config: Config;
}

/** The queue that fits the database: pg-boss on PostgreSQL, in this process on better-sqlite3. */
export async function createWorkQueue(options: CreateWorkQueueOptions): Promise<WorkQueue> {
  const { database, logger } = options;
  const config = options.config.getOptionalConfig('platformOrchestrator');
  const shared = {
    ...{ database, logger, findStanding: findStandingOfBell },
    ...numbersOf(config?.getOptionalConfig('worker')),
  };
  if (!isPostgres(database)) {
    logger.info(
      'The database is SQLite, which one process owns: deployments run in this process only.',
    );
    return InProcessWorkQueue.create(shared);
  }
  return PgBossWorkQueue.create({
    ...shared,
    schema: config?.getOptionalString('queue.schema'),
    createSchema: config?.getOptionalBoolean('queue.createSchema'),
    migrate: config?.getOptionalBoolean('queue.migrate'),
  });
}

/** @throws InputError for a count of slots that is no whole number above zero. */
function numbersOf(worker: Config | undefined): { concurrency?: number; taskConcurrency?: number } {
  const numbers: { concurrency?: number; taskConcurrency?: number } = {};
  for (const key of ['concurrency', 'taskConcurrency'] as const) {
    const number = worker?.getOptionalNumber(key);
    if (number !== undefined && !(Number.isInteger(number) && number > 0)) {
      throw new InputError(
        `platformOrchestrator.worker.${key} is ${number}. Give a whole number from 1 up; to let this process serve the API only, set platformOrchestrator.worker.enabled to false.`,
      );
    }
    if (number !== undefined) {
      numbers[key] = number;
    }
  }
  return numbers;
}
