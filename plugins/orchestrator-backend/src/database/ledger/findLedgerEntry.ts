import type { Knex } from 'knex';
import { toLedgerEntry, type LedgerEntry } from './LedgerEntry';

/** Reads an incarnation; undefined when there is none. */
export async function findLedgerEntry(knex: Knex, uid: string): Promise<LedgerEntry | undefined> {
  const row = await knex('ledger').where({ uid }).first();
  return row && toLedgerEntry(row);
}
