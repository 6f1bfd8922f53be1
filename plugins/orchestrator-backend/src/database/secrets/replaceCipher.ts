import type { Knex } from 'knex';

/** Writes a cipher text in place of the one that was read; false when another one stands there by now. */
export async function replaceCipher(
  database: Knex,
  args: {
    table: string;
    column: string;
    rowColumn: string;
    row: string;
    cipher: string;
    replacement: string;
  },
): Promise<boolean> {
  const { table, column, rowColumn, row, cipher, replacement } = args;
  const count = await database(table)
    .where(rowColumn, row)
    .where(column, cipher)
    .update({ [column]: replacement });
  return count > 0;
}
