import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';

/** Uids of environments whose ledger has rows of any of these resource types. */
export async function listEnvironmentsWithTypes(
  database: Knex,
  types: readonly string[],
): Promise<string[]> {
  return database('ledger')
    .modify(query => whereAmong(query, 'type', types))
    .distinct()
    .pluck('environment_uid');
}
