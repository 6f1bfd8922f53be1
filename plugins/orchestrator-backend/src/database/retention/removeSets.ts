import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';
import { whereAmong } from '../whereAmong';

const BATCH = 100;

/** Columns that refer to sets; each has its index. */
export const REFERENCES_TO_SETS = [
  ['environments', 'desired_set'],
  ['deployments', 'set_hash'],
  ['deployments', 'base_set'],
  ['plans', 'base_set'],
] as const;

/**
 * Looks at the next sets in the order of their hashes, and removes those that nothing refers to and that nobody has saved
 * for so many seconds. Whoever saves a set again before referring to it makes it young or waits for this statement to end,
 * see `saveSet`; so a set in use is never removed.
 *
 * @returns the hash to go on behind; undefined after the last set
 */
export async function removeSets(
  knex: Knex,
  args: { seconds: number; after?: string },
): Promise<string | undefined> {
  const hashes: string[] = await knex('deployment_sets')
    .where('hash', '>', args.after ?? '')
    .orderBy('hash')
    .limit(BATCH)
    .pluck('hash');
  const query = knex('deployment_sets').where(
    'created_at',
    '<',
    databaseTimeIn(knex, -args.seconds),
  );
  whereAmong(query, 'hash', hashes);
  for (const [table, column] of REFERENCES_TO_SETS) {
    query.whereNotExists(
      knex(table)
        .select(knex.raw('1'))
        .whereRaw('?? = deployment_sets.hash', [`${table}.${column}`]),
    );
  }
  await query.delete();
  return hashes.length < BATCH ? undefined : hashes[hashes.length - 1];
}
