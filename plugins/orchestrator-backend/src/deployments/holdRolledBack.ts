import type { Knex } from 'knex';
import type { DeploymentRecord } from '../database/deployments/DeploymentRecord';
import { lockEnvironment } from '../database/deployments/lockEnvironment';
import { writeHolds } from '../database/environments/writeHolds';
import { readDatabaseTime } from '../database/readDatabaseTime';

/**
 * Holds what a rollback takes back, in the transaction that begins to apply it, so that automation does not bring again
 * what a person has just taken away. It takes the place of older holds of the same workloads. The caller holds the
 * environment's lock.
 *
 * @param workloads - what the rollback takes back, by name
 */
export async function holdRolledBack(
  transaction: Knex.Transaction,
  { uid, number, environmentUid, requestedBy }: DeploymentRecord,
  workloads: readonly string[],
): Promise<void> {
  const taken = new Set(workloads);
  const { holds } = await lockEnvironment(transaction, environmentUid);
  const others = holds
    .map(hold => ({ ...hold, workloads: hold.workloads.filter(name => !taken.has(name)) }))
    .filter(hold => hold.workloads.length > 0 && hold.deployment.uid !== uid);
  const at = await readDatabaseTime(transaction);
  const hold = {
    deployment: { uid, number },
    workloads: [...taken].sort(),
    by: requestedBy,
    at,
  };
  await writeHolds(transaction, environmentUid, taken.size > 0 ? [...others, hold] : others);
}
