import type { Knex } from 'knex';
import { findRollout } from './findRollout';
import type { RolloutRecord } from './RolloutRecord';

/**
 * Locks a rollout until the transaction ends, and reads it under the lock: everything that is written about it is written
 * so. An environment's lock, and the registry's, are taken before it and never after.
 */
export async function lockRollout(
  transaction: Knex.Transaction,
  uid: string,
): Promise<RolloutRecord | undefined> {
  await transaction('rollouts').where({ uid }).update({ uid });
  return findRollout(transaction, uid);
}
