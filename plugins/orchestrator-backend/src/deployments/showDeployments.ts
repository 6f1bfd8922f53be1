import type { Deployment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import type { ListedDeployment } from '../database/deployments/DeploymentRecord';
import { findDeploymentNumbers } from '../database/deployments/findDeploymentNumbers';
import { listApprovals } from '../database/deployments/listApprovals';
import { toDeployment } from './toDeployment';

/** Deployments as the API shows them, with their approvals and the numbers of those that they refer to. */
export async function showDeployments(
  knex: Knex,
  records: readonly ListedDeployment[],
): Promise<Deployment[]> {
  const approvals = await listApprovals(
    knex,
    records.map(({ uid }) => uid),
  );
  const referred = records.flatMap(({ retryOf, supersededBy }) => [
    ...(retryOf === undefined ? [] : [retryOf]),
    ...(supersededBy === undefined ? [] : [supersededBy]),
  ]);
  const numbers = await findDeploymentNumbers(knex, referred);
  return records.map(record => toDeployment(record, approvals, numbers));
}
