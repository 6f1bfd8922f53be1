import type { Knex } from 'knex';

/** Makes the default version of a definition, if it has one, a deprecated one. */
export async function deprecateDefault(
  transaction: Knex.Transaction,
  definitionUid: string,
): Promise<void> {
  await transaction('definition_versions')
    .where({ definition_uid: definitionUid, status: 'default' })
    .update({ status: 'deprecated', status_at: transaction.fn.now() });
}
