import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';

/** How often a value of each of these applications has changed; one without values is not in the answer. */
export async function readValuesRevisions(
  database: Knex,
  applicationUids: readonly string[],
): Promise<Map<string, number>> {
  const rows: { applicationUid: string; revision: number }[] = await database('value_versions')
    .modify(query => whereAmong(query, 'application_uid', applicationUids))
    .groupBy('application_uid')
    .select({
      applicationUid: 'application_uid',
      revision: database.raw('max(??)', ['revision']),
    });
  return new Map(rows.map(({ applicationUid, revision }) => [applicationUid, Number(revision)]));
}
