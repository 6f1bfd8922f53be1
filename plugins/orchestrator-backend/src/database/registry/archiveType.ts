import type { Knex } from 'knex';
import type { TypeTables } from './listStoredTypes';

/** Writes down that no source declares a type any more. */
export async function archiveType(
  transaction: Knex.Transaction,
  table: keyof TypeTables,
  name: string,
): Promise<void> {
  await transaction(table as string)
    .where({ name })
    .update({ archived_at: transaction.fn.now() });
}
