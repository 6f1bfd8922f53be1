import type { Knex } from 'knex';

/** Writes down that a source was read at a revision. Does nothing when it is known. */
export async function rememberRevision(
  transaction: Knex.Transaction,
  source: string,
  revision: string,
): Promise<void> {
  const last = await transaction('source_revisions')
    .where({ source })
    .max({ number: 'number' })
    .first();
  await transaction('source_revisions')
    .insert({ source, revision, number: Number(last?.number ?? 0) + 1 })
    .onConflict(['source', 'revision'])
    .ignore();
}
