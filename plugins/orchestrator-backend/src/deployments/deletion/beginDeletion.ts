import type { EnvironmentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import type { DeploymentRecord } from '../../database/deployments/DeploymentRecord';
import { changeEnvironmentStatus } from '../../database/environments/changeEnvironmentStatus';

/**
 * Begins to delete an environment, in the transaction that submits the deployment which does it: from now on the
 * environment takes no others, and what still waits in it has nothing left to wait for.
 *
 * @returns the deployments whose place it takes
 */
export async function beginDeletion(
  transaction: Knex.Transaction,
  environment: { uid: string; status: EnvironmentStatus },
  active: readonly DeploymentRecord[],
): Promise<DeploymentRecord[]> {
  await changeEnvironmentStatus(transaction, environment.uid, environment.status, 'deleting');
  return active.filter(({ status }) => status === 'pending' || status === 'awaiting-approval');
}
