import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

/**
 * Makes a sync the one that may write, for some seconds of the database's clock, unless another one is.
 *
 * @param owner - random uid of the sync
 * @returns whether it is the one now
 */
export async function claimSync(database: Knex, owner: string, seconds: number): Promise<boolean> {
  const count = await database('registry_state')
    .where({ id: 1 })
    .andWhere(free =>
      free.whereNull('sync_owner').orWhere('sync_until', '<', databaseTimeIn(database, 0)),
    )
    .update({ sync_owner: owner, sync_until: databaseTimeIn(database, seconds) });
  return count > 0;
}
