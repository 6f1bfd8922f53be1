import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';

/**
 * Uids of live environments of some types in which a definition has made something that is in use, and that is not at the
 * given version with success. Reads the index `ledger_version_index`.
 */
export async function listEnvironmentsToReach(
  knex: Knex,
  args: { definition: string; version: number; types: readonly string[] },
): Promise<string[]> {
  const { definition, version, types } = args;
  return knex('ledger')
    .join('environments', 'environments.uid', 'ledger.environment_uid')
    .where({ 'ledger.definition': definition, 'ledger.role': 'current' })
    .where(row =>
      row.whereNot('ledger.definition_version', version).orWhere('ledger.settled', false),
    )
    .whereNot('environments.status', 'deleted')
    .modify(query => whereAmong(query, 'environments.type', types))
    .distinct()
    .orderBy('environments.uid')
    .pluck('environments.uid');
}
