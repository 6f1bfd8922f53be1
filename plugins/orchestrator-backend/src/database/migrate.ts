import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** The folder of this package's migrations. */
export function migrationsDirectory(): string {
  return resolvePackagePath('@tutti/backstage-plugin-platform-orchestrator-backend', 'migrations');
}

/**
 * Brings the database to the newest shape. Several replicas may call it at once: the migration table is locked while
 * one of them works.
 */
export async function applyMigrations(knex: Knex): Promise<void> {
  await knex.migrate.latest({ directory: migrationsDirectory() });
}
