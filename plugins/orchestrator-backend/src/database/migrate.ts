import { setTimeout as sleep } from 'node:timers/promises';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** The folder of this package's migrations. */
export function migrationsDirectory(): string {
  return resolvePackagePath('@tutti/backstage-plugin-platform-orchestrator-backend', 'migrations');
}

/** Milliseconds that one replica waits for another one that migrates. */
const PATIENCE = 60_000;
const PAUSE = 100;

/**
 * Brings the database to the newest shape. Several replicas may call it at once: one of them works, and the others wait for
 * it, a minute at most. From then on errors show statements without the values in them.
 *
 * @throws the error of a migration; knex's own `MigrationLocked` when the lock is held for longer, by a replica that died
 *   while it migrated or by migrations that take so long.
 */
export async function applyMigrations(knex: Knex): Promise<void> {
  // By default knex writes them into every message, and messages reach logs, answers and the errors of deployments.
  knex.client.config.compileSqlOnError = false;
  const giveUp = performance.now() + PATIENCE;
  for (;;) {
    try {
      await knex.migrate.latest({ directory: migrationsDirectory() });
      return;
    } catch (error) {
      if (!isBusy(error as Error) || performance.now() > giveUp) {
        throw error;
      }
    }
    await sleep(PAUSE);
  }
}

/** Whether another replica migrates, or was making the tables in which knex keeps account of that at the same moment. */
function isBusy({ name, message }: Error): boolean {
  const madeAtOnce = /already exists|duplicate key/.test(message);
  return name === 'MigrationLocked' || (madeAtOnce && message.includes('knex_migrations'));
}
