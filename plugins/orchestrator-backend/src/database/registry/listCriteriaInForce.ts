import type { Knex } from 'knex';

/** The canonical JSON of the criteria of a definition that are in force, sorted. */
export async function listCriteriaInForce(
  database: Knex,
  definitionUid: string,
): Promise<string[]> {
  const criteria: string[] = await database('criteria')
    .where({ definition_uid: definitionUid })
    .pluck('criterion');
  return criteria.sort();
}
