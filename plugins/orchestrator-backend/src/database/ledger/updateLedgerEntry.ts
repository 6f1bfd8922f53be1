import type { Knex } from 'knex';
import { toLedgerColumns, type LedgerColumns } from './LedgerEntry';

/** Changes columns of an incarnation. */
export async function updateLedgerEntry(
  transaction: Knex.Transaction,
  uid: string,
  changes: Omit<LedgerColumns, 'uid' | 'environmentUid'>,
): Promise<void> {
  await transaction('ledger')
    .where({ uid })
    .update({ ...toLedgerColumns(changes), updated_at: transaction.fn.now() });
}
