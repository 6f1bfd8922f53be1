/**
 * The driver `postgres-database`, which makes databases and roles on a PostgreSQL server.
 *
 * @packageDocumentation
 */

export { platformOrchestratorModulePostgres as default } from './module';
