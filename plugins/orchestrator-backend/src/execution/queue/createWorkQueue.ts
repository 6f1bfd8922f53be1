import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { Knex } from 'knex';
import { isPostgres } from '../../database/columns';
import { InProcessWorkQueue } from './InProcessWorkQueue';
import { PgBossWorkQueue } from './PgBossWorkQueue';
import type { WorkQueue } from './WorkQueue';

/** What {@link createWorkQueue} needs. */
export interface CreateWorkQueueOptions {
  database: Knex;
  logger: LoggerService;
  /**
   * The root of the configuration. Reads `platformOrchestrator.queue.{schema,createSchema,migrate}` (PostgreSQL only)
   * and `platformOrchestrator.worker.concurrency`.
   */
  config: Config;
}

/** The queue that fits the database: pg-boss on PostgreSQL, in this process on better-sqlite3. */
export async function createWorkQueue(options: CreateWorkQueueOptions): Promise<WorkQueue> {
  const { database, logger } = options;
  const config = options.config.getOptionalConfig('platformOrchestrator');
  const concurrency = config?.getOptionalNumber('worker.concurrency');
  if (!isPostgres(database)) {
    logger.info(
      'The database is SQLite, which one process owns: deployments run in this process only.',
    );
    return InProcessWorkQueue.create({ database, logger, ...(concurrency && { concurrency }) });
  }
  return PgBossWorkQueue.create({
    database,
    logger,
    concurrency,
    schema: config?.getOptionalString('queue.schema'),
    createSchema: config?.getOptionalBoolean('queue.createSchema'),
    migrate: config?.getOptionalBoolean('queue.migrate'),
  });
}
