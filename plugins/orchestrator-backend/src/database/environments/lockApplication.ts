import type { Knex } from 'knex';
import { isPostgres } from '../columns';

/**
 * Locks a live application until the transaction ends, before any of its environments: so no environment is made in an
 * application that is being deleted.
 *
 * @returns false when there is no live application of this uid
 */
export async function lockApplication(
  transaction: Knex.Transaction,
  uid: string,
): Promise<boolean> {
  const query = transaction('applications').where({ uid, status: 'active' }).first('uid');
  if (isPostgres(transaction)) {
    query.forNoKeyUpdate();
  }
  return (await query) !== undefined;
}
