import { canonicalJson } from '@tutti/score';
import type { Knex } from 'knex';
import type { StoredCriterion } from '../../registry/RegistryContents';

/** Rows of one statement; SQLite limits the number of its parameters. */
const BATCH = 100;

/**
 * Puts the given criteria into force in place of all that the given definitions had. All are taken away before the
 * first is written, so that definitions can swap theirs.
 *
 * @param revision - the criteria revision with which they come into force
 */
export async function replaceCriteria(
  transaction: Knex.Transaction,
  args: { definitionUids: string[]; criteria: StoredCriterion[]; revision: number },
): Promise<void> {
  const { definitionUids, criteria, revision } = args;
  for (let start = 0; start < definitionUids.length; start += BATCH) {
    await transaction('criteria')
      .whereIn('definition_uid', definitionUids.slice(start, start + BATCH))
      .delete();
  }
  const rows = criteria.map(({ definitionUid, type, hash, criterion }) => ({
    definition_uid: definitionUid,
    type,
    hash,
    criterion: canonicalJson(criterion),
    revision,
  }));
  for (let start = 0; start < rows.length; start += BATCH) {
    await transaction('criteria').insert(rows.slice(start, start + BATCH));
  }
}
