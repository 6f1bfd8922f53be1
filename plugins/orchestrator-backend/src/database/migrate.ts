import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** The folder of this package's migrations. */
export function migrationsDirectory(): string {
  return resolvePackagePath('@tutti/backstage-plugin-platform-orchestrator-backend', 'migrations');
}

/**
 * Brings the database to the newest shape. Several replicas may call it at once: the migration table is locked while
 * one of them works. From then on errors show statements without the values in them.
 */
export async function applyMigrations(knex: Knex): Promise<void> {
  // By default knex writes them into every message, and messages reach logs, answers and the errors of deployments.
  knex.client.config.compileSqlOnError = false;
  await knex.migrate.latest({ directory: migrationsDirectory() });
}
