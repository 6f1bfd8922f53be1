import type { Knex } from 'knex';
import type { StoredType } from '../../registry/RegistryContents';
import type { TypeTables } from './listStoredTypes';

/** Writes a type as it is declared now; it is not archived, or not any more. */
export async function writeType<TTable extends keyof TypeTables>(
  transaction: Knex.Transaction,
  table: TTable,
  type: Omit<StoredType<TypeTables[TTable]>, 'archived'>,
): Promise<void> {
  const { name, hash, source, file } = type;
  await transaction(table as string)
    .insert({ name, spec: JSON.stringify(type.spec), hash, source, file, archived_at: null })
    .onConflict('name')
    .merge();
}
