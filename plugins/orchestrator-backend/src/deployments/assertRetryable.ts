import { ConflictError } from '@backstage/errors';
import { isFinal } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import type { DeploymentRecord } from '../database/deployments/DeploymentRecord';
import { findDeployment } from '../database/deployments/findDeployment';
import { findLaterOfWorkloads } from '../database/deployments/findLaterOfWorkloads';

/**
 * Guards a retry: only what has ended without success is tried again, and only where that undoes nothing newer. The
 * caller holds the environment's lock.
 *
 * @throws ConflictError saying what to do instead.
 */
export async function assertRetryable(
  transaction: Knex.Transaction,
  deployment: DeploymentRecord,
): Promise<void> {
  const { number, status, kind } = deployment;
  if (!isFinal(status)) {
    throw new ConflictError(
      `Deployment ${number} is ${status}: cancel it, or wait for its end, before it is tried again.`,
    );
  }
  if (status === 'succeeded' || status === 'planned') {
    throw new ConflictError(`Deployment ${number} is ${status}, so there is nothing to try again.`);
  }
  if (deployment.planOnly) {
    throw new ConflictError(`Deployment ${number} was only a plan: ask for a new plan.`);
  }
  if (kind === 'rollout') {
    throw new ConflictError(
      `Deployment ${number} belongs to a rollout: resume the rollout, which tries it again.`,
    );
  }
  if (deployment.supersededBy !== undefined) {
    const successor = await findDeployment(transaction, deployment.supersededBy);
    throw new ConflictError(
      `Deployment ${number} was superseded by deployment ${successor?.number}: try that one again.`,
    );
  }
  const later = await findLaterOfWorkloads(transaction, deployment);
  if (later) {
    throw new ConflictError(
      `Deployment ${later.number} has brought ${later.workload} since, so trying deployment ${number} again would undo that. ` +
        'Deploy what you want to run now.',
    );
  }
}
