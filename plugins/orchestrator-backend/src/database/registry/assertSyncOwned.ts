import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';

/**
 * Locks the registry for the rest of the transaction.
 *
 * @throws ConflictError when another sync has taken over meanwhile; what was read is then older than what it read.
 */
export async function assertSyncOwned(transaction: Knex.Transaction, owner: string): Promise<void> {
  const count = await transaction('registry_state')
    .where({ id: 1, sync_owner: owner })
    .update({ sync_owner: owner });
  if (count === 0) {
    throw new ConflictError(
      'Another replica took the sync of the registry over, because this one took too long; nothing was written.',
    );
  }
}
