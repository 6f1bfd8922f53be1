import type { Knex } from 'knex';

/** Writes down where a definition is declared now; it is not archived, or not any more. */
export async function declareDefinition(
  transaction: Knex.Transaction,
  uid: string,
  declared: { source: string; file: string },
): Promise<void> {
  const { source, file } = declared;
  await transaction('definitions').where({ uid }).update({ source, file, archived_at: null });
}
