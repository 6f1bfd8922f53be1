import type { Knex } from 'knex';
import { listRolloutEnvironments } from '../../../database/rollouts/listRolloutEnvironments';
import type { RolloutEnvironmentRecord } from '../../../database/rollouts/RolloutEnvironmentRecord';

/**
 * Reads an environment of a rollout again, under the rollout's lock; undefined when it has another deployment by now, so
 * that what was seen is out of date.
 */
export async function findEnvironmentUnderLock(
  transaction: Knex.Transaction,
  seen: RolloutEnvironmentRecord,
): Promise<RolloutEnvironmentRecord | undefined> {
  const { rolloutUid, environmentUid, deployment } = seen;
  const [current] = await listRolloutEnvironments(transaction, rolloutUid, environmentUid);
  return current?.deployment?.uid === deployment?.uid ? current : undefined;
}
