import type { Knex } from 'knex';

/** Whether a source has been read at this revision before, and at another one since. */
export async function isRevisionBehind(
  database: Knex,
  source: string,
  revision: string,
): Promise<boolean> {
  const newest = await database('source_revisions')
    .where({ source })
    .orderBy('number', 'desc')
    .first('revision');
  if (newest === undefined || newest.revision === revision) {
    return false;
  }
  return (await database('source_revisions').where({ source, revision }).first()) !== undefined;
}
