import type { Knex } from 'knex';

/** Lets others sync; does nothing when another one has taken over. */
export async function releaseSync(database: Knex, owner: string): Promise<void> {
  await database('registry_state')
    .where({ id: 1, sync_owner: owner })
    .update({ sync_owner: null, sync_until: null });
}
