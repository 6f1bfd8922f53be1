import type { Knex } from 'knex';

/** In which epoch the ledger rows of an environment were read last. */
export async function readCheckedEpoch(knex: Knex, environmentUid: string): Promise<number> {
  const row = await knex('environments')
    .select('checked_epoch')
    .where({ uid: environmentUid })
    .first();
  return row?.checked_epoch ?? 1;
}

/** Notes that the ledger rows of an environment have been read in an epoch. */
export async function writeCheckedEpoch(
  transaction: Knex.Transaction,
  environmentUid: string,
  epoch: number,
): Promise<void> {
  await transaction('environments').where({ uid: environmentUid }).update({ checked_epoch: epoch });
}
