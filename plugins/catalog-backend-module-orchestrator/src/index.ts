/**
 * Environments and resources of the platform orchestrator in the catalog.
 *
 * @packageDocumentation
 */

export { catalogModulePlatformOrchestrator as default } from './module';
