/**
 * Driver that delivers manifests into a Git repository.
 *
 * @packageDocumentation
 */

export { platformOrchestratorModuleGit as default } from './module';
