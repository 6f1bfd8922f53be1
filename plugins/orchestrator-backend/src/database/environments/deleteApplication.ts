import type { Knex } from 'knex';

/** Deletes an application: its row stays for what refers to it, and its name is free. The caller has locked it. */
export async function deleteApplication(transaction: Knex.Transaction, uid: string): Promise<void> {
  await transaction('applications')
    .where({ uid, status: 'active' })
    .update({ status: 'deleted', deleted_at: transaction.fn.now() });
}
