/**
 * Registry, environments, deployments, execution and REST API of the platform orchestrator.
 *
 * @packageDocumentation
 */

export { platformOrchestratorPlugin as default } from './plugin';
