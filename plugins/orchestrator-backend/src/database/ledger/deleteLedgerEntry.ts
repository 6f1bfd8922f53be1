import type { Knex } from 'knex';

/** Removes an incarnation; only ever called with evidence of its absence, which stays in the journal. */
export async function deleteLedgerEntry(transaction: Knex.Transaction, uid: string): Promise<void> {
  await transaction('ledger').where({ uid }).delete();
}
