import type { Knex } from 'knex';
import type { StoredType } from '../../registry/RegistryContents';
import { storedType, type TypeTables } from './listStoredTypes';

/** A resource type, environment type or test that some source declares; archived ones are not. */
export async function findStoredType<TTable extends keyof TypeTables>(
  database: Knex,
  table: TTable,
  name: string,
): Promise<StoredType<TypeTables[TTable]> | undefined> {
  const row = await database(table as string)
    .where({ name })
    .whereNull('archived_at')
    .first();
  return row && storedType<TypeTables[TTable]>(row);
}
