import type { Knex } from 'knex';

/** Locks the registry for the rest of the transaction: no sync and no other person changes it meanwhile. */
export async function lockRegistry(transaction: Knex.Transaction): Promise<void> {
  await transaction('registry_state').where({ id: 1 }).update({ id: 1 });
}
