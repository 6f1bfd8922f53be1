import type { Knex } from 'knex';

/** Takes a definition out of matching; its versions stay. Its criteria are taken away by `replaceCriteria`. */
export async function archiveDefinition(transaction: Knex.Transaction, uid: string): Promise<void> {
  await transaction('definitions').where({ uid }).update({ archived_at: transaction.fn.now() });
}
