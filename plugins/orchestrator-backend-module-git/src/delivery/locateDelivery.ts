import type { DriverContext } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { checkBranch, deliveryFolder } from '../folder/deliveryFolder';
import type { GitRepository } from '../repositories/GitRepository';

/** Where an environment's manifests go. */
export interface DeliveryLocation {
  /** Name of a repository of the configuration. */
  repository: string;
  branch: string;
  /** The environment's folder. */
  path: string;
}

/**
 * Where the manifests of this environment go, by the inputs and the configuration.
 *
 * @throws DriverError of class `permanent` when branch or folder cannot be.
 */
export function locateDelivery(
  {
    inputs,
    application,
    environment,
  }: Pick<DriverContext, 'application' | 'environment'> & {
    inputs: { branch?: string; directory?: string };
  },
  repository: GitRepository,
): DeliveryLocation {
  const branch = inputs.branch ?? repository.branch;
  checkBranch(branch);
  return {
    repository: repository.name,
    branch,
    path: deliveryFolder(inputs.directory ?? '', application.id, environment.id),
  };
}
