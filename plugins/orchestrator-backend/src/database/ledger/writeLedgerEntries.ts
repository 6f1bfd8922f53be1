import type { Knex } from 'knex';
import { recordset, type RecordsetColumns } from '../recordset';
import { toLedgerColumns, type LedgerColumns, type LedgerEntry } from './LedgerEntry';

/** Rows of one statement; SQLite limits the number of its parameters, PostgreSQL to 65,535. */
const BATCH = 50;
const INTEGERS = new Set(['incarnation', 'definition_version', 'state_version']);
const BOOLEANS = new Set(['stateful', 'refers_only', 'deletion_pending', 'settled']);

/** What is to be changed of one incarnation. */
export interface LedgerUpdate {
  uid: string;
  changes: Omit<LedgerColumns, 'uid' | 'environmentUid'>;
}

/** Writes new incarnations. @throws the database's error when a node has a current one already. */
export async function insertLedgerEntries(
  transaction: Knex.Transaction,
  entries: readonly Omit<LedgerEntry, 'updatedAt'>[],
): Promise<void> {
  for (let first = 0; first < entries.length; first += BATCH) {
    await transaction('ledger').insert(entries.slice(first, first + BATCH).map(toLedgerColumns));
  }
}

/**
 * Changes columns of incarnations: one statement for all that change the same columns. A column that is not named
 * stays as it is, also where somebody else has changed it meanwhile.
 */
export async function updateLedgerEntries(
  transaction: Knex.Transaction,
  updates: readonly LedgerUpdate[],
): Promise<void> {
  const groups = new Map<string, { columns: string[]; rows: Record<string, unknown>[] }>();
  for (const { uid, changes } of mergedByUid(updates)) {
    const row = toLedgerColumns(changes);
    const columns = Object.keys(row).sort();
    const group = groups.get(columns.join()) ?? { columns, rows: [] };
    groups.set(columns.join(), group);
    group.rows.push({ ...row, uid });
  }
  for (const { columns, rows } of groups.values()) {
    const types: RecordsetColumns = Object.fromEntries(
      ['uid', ...columns].map(column => [column, typeOf(column)]),
    );
    const sets = [...columns.map(column => `${column} = given.${column}`), 'updated_at = ?'];
    await transaction.raw(
      `update ledger set ${sets.join(', ')} from ? where ledger.uid = given.uid`,
      [transaction.fn.now(), recordset(transaction, types, rows)],
    );
  }
}

/** A statement changes a row once only, so what is to be changed of one incarnation is put together; the last counts. */
function mergedByUid(updates: readonly LedgerUpdate[]): LedgerUpdate[] {
  const merged = new Map<string, LedgerUpdate>();
  for (const { uid, changes } of updates) {
    merged.set(uid, { uid, changes: { ...merged.get(uid)?.changes, ...changes } });
  }
  return [...merged.values()];
}

function typeOf(column: string): 'text' | 'integer' | 'boolean' {
  if (INTEGERS.has(column)) {
    return 'integer';
  }
  return BOOLEANS.has(column) ? 'boolean' : 'text';
}
