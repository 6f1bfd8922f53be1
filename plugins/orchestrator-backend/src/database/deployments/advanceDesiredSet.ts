import type { Knex } from 'knex';

/** Makes a set the desired one of an environment. The caller holds the environment's lock. */
export async function advanceDesiredSet(
  transaction: Knex.Transaction,
  environmentUid: string,
  setHash: string,
): Promise<void> {
  await transaction('environments').where({ uid: environmentUid }).update({ desired_set: setHash });
}
