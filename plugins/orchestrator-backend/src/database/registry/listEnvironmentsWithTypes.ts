import type { Knex } from 'knex';

/** Uids of environments whose ledger has rows of any of these resource types. */
export async function listEnvironmentsWithTypes(
  database: Knex,
  types: readonly string[],
): Promise<string[]> {
  return database('ledger').whereIn('type', types).distinct().pluck('environment_uid');
}
