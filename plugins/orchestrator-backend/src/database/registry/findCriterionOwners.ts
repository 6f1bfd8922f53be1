import type { Knex } from 'knex';
import type { StoredCriterion } from '../../registry/RegistryContents';

/** Criteria of one statement; SQLite limits the number of its parameters. */
const BATCH = 100;

/** Which definitions, other than those that the criteria are of, have equal ones in force, by `<type>/<hash>`. */
export async function findCriterionOwners(
  database: Knex,
  criteria: readonly StoredCriterion[],
): Promise<Map<string, string>> {
  const owners = new Map<string, string>();
  const own = new Set(criteria.map(each => each.definitionUid));
  for (let start = 0; start < criteria.length; start += BATCH) {
    const rows = await database('criteria')
      .join('definitions', 'definitions.uid', 'criteria.definition_uid')
      .whereIn(
        ['criteria.type', 'criteria.hash'],
        criteria.slice(start, start + BATCH).map(({ type, hash }) => [type, hash]),
      )
      .select('criteria.type', 'criteria.hash', 'definitions.name', 'definitions.uid');
    for (const { type, hash, name, uid } of rows) {
      if (!own.has(uid)) {
        owners.set(`${type}/${hash}`, name);
      }
    }
  }
  return owners;
}
