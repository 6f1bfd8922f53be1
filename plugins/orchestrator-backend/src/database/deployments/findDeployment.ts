import type { Knex } from 'knex';
import { selectDeployments, toDeploymentRecord, type DeploymentRecord } from './DeploymentRecord';

/** Reads a deployment; undefined when there is none. */
export async function findDeployment(
  knex: Knex,
  uid: string,
): Promise<DeploymentRecord | undefined> {
  const row = await selectDeployments(knex).where('deployments.uid', uid).first();
  return row && toDeploymentRecord(row);
}
