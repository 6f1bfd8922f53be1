/**
 * Drivers that hand out known values and refer to what exists.
 *
 * @packageDocumentation
 */

export { platformOrchestratorModuleStatic as default } from './module';
