import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';

/** Removes incarnations; only ever called with evidence of their absence, which stays in the journal. */
export async function deleteLedgerEntries(
  transaction: Knex.Transaction,
  uids: readonly string[],
): Promise<void> {
  await transaction('ledger')
    .modify(query => whereAmong(query, 'uid', uids))
    .delete();
}
