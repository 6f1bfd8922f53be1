import type { Knex } from 'knex';
import { toLedgerColumns, type LedgerEntry } from './LedgerEntry';

/** Writes a new incarnation. @throws the database's error when its node has a current one already. */
export async function insertLedgerEntry(
  transaction: Knex.Transaction,
  entry: Omit<LedgerEntry, 'updatedAt'>,
): Promise<void> {
  await transaction('ledger').insert(toLedgerColumns(entry));
}
