import type { Criterion } from '@tutti/planner';
import { canonicalJson } from '@tutti/score';
import type { Knex } from 'knex';

/** Writes down which criteria the manifest of a version declares now. They come into force with `replaceCriteria`. */
export async function writeVersionCriteria(
  transaction: Knex.Transaction,
  args: { definitionUid: string; version: number; criteria: readonly Criterion[] },
): Promise<void> {
  const { definitionUid, version, criteria } = args;
  await transaction('definition_versions')
    .where({ definition_uid: definitionUid, version })
    .update({ criteria: canonicalJson(criteria) });
}
