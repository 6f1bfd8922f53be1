/**
 * Driver that delivers manifests into a Git repository.
 *
 * @packageDocumentation
 */

export { platformOrchestratorModuleGit as default } from './module';
export {
  GitDeliveryDriver,
  type GitDeliveryInputs,
  type GitDeliveryState,
} from './GitDeliveryDriver';
export type { DeliveryLocation } from './delivery/locateDelivery';
export { GitCommand } from './git/GitCommand';
export { GitHome } from './git/GitHome';
export { GitRepositories } from './repositories/GitRepositories';
export type { GitRepository } from './repositories/GitRepository';
export { readGitRepositories } from './repositories/readGitRepositories';
