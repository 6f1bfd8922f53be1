import type { Knex } from 'knex';

/** Says that a wave has begun; it counts from 1. The caller holds the rollout's lock. */
export async function advanceWave(
  transaction: Knex.Transaction,
  uid: string,
  wave: number,
): Promise<void> {
  await transaction('rollouts').where({ uid }).update({ wave });
}
