/**
 * The driver `static`, which hands out known values and refers to what exists.
 *
 * @packageDocumentation
 */

export { platformOrchestratorModuleStatic as default } from './module';
export { StaticDriver, type StaticState } from './StaticDriver';
