import type { Knex } from 'knex';
import { insertRolloutEnvironments } from '../../database/rollouts/insertRolloutEnvironments';
import { listEnvironmentsToReach } from '../../database/rollouts/listEnvironmentsToReach';

/**
 * Begins a wave in the caller's transaction: every environment of its types in which something of the definition is not at
 * the version gets its turn.
 *
 * @param wave - counts from 1
 */
export async function openWave(
  transaction: Knex.Transaction,
  rollout: { uid: string; definition: string; version: number; waves: string[][] },
  wave: number,
): Promise<void> {
  const { uid, definition, version, waves } = rollout;
  const types = waves[wave - 1];
  const environmentUids = await listEnvironmentsToReach(transaction, {
    definition,
    version,
    types,
  });
  await insertRolloutEnvironments(transaction, { rolloutUid: uid, wave, environmentUids });
}
