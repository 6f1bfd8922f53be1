import type { Knex } from 'knex';

/** Rows of one page; small, since cipher texts of driver states may be long. */
const PAGE = 100;

/** A cipher text and the key of its row. */
export interface CipherRow {
  row: string;
  cipher: string;
}

/** Cipher texts of a column that stand under another key than this one, by row, one page after a row. */
export async function listCiphersOfOtherKeys(
  database: Knex,
  args: { table: string; column: string; rowColumn: string; keyId: string; afterRow?: string },
): Promise<CipherRow[]> {
  const { table, column, rowColumn, keyId, afterRow } = args;
  const prefix = `v1.${keyId}.`;
  const query = database(table)
    .select({ row: rowColumn, cipher: column })
    .whereNotNull(column)
    .whereRaw('substr(??, 1, ?) <> ?', [column, prefix.length, prefix])
    .orderBy(rowColumn)
    .limit(PAGE);
  return afterRow === undefined ? query : query.where(rowColumn, '>', afterRow);
}
