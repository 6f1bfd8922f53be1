import type { Knex } from 'knex';
import { toLedgerEntry, type LedgerEntry } from './LedgerEntry';

/** Every incarnation in an environment, whatever its role, by node and incarnation. */
export async function listLedgerOfEnvironment(
  knex: Knex,
  environmentUid: string,
): Promise<LedgerEntry[]> {
  const rows = await knex('ledger')
    .where({ environment_uid: environmentUid })
    .orderBy(['node', 'incarnation', 'uid']);
  return rows.map(toLedgerEntry);
}
