import { compareText } from '@tutti/score';
import type { DefinitionTestSpec, EnvironmentTypeSpec, ResourceTypeSpec } from '@tutti/planner';
import type { Knex } from 'knex';
import type { StoredType } from '../../registry/RegistryContents';

/** The table of each kind of type, and the spec that its rows hold. */
export interface TypeTables {
  resource_types: ResourceTypeSpec;
  environment_types: EnvironmentTypeSpec;
  definition_tests: DefinitionTestSpec;
}

/** All resource types, environment types or tests of manifests, archived ones included, by name. */
export async function listStoredTypes<TTable extends keyof TypeTables>(
  database: Knex,
  table: TTable,
): Promise<StoredType<TypeTables[TTable]>[]> {
  const rows = await database(table as string).select(
    'name',
    'spec',
    'hash',
    'source',
    'file',
    'archived_at',
  );
  return rows
    .map(row => storedType<TypeTables[TTable]>(row))
    .sort((left, right) => compareText(left.name, right.name));
}

/** A row of any of these tables. */
export function storedType<TSpec extends TypeTables[keyof TypeTables]>(row: {
  name: string;
  spec: string;
  hash: string;
  source: string;
  file: string;
  archived_at: unknown;
}): StoredType<TSpec> {
  const { name, hash, source, file } = row;
  const spec: TSpec = JSON.parse(row.spec);
  return { name, spec, hash, source, file, archived: row.archived_at !== null };
}
