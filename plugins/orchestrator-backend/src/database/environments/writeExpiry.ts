import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

/**
 * Writes when an environment deletes itself. The caller holds the environment's lock.
 *
 * @param seconds - from now; absent: never
 */
export async function writeExpiry(
  transaction: Knex.Transaction,
  environmentUid: string,
  seconds: number | undefined,
): Promise<void> {
  await transaction('environments')
    .where({ uid: environmentUid })
    .update({ expires_at: seconds === undefined ? null : databaseTimeIn(transaction, seconds) });
}
