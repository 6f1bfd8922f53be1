import type { Fence } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { Knex } from 'knex';

/** Who owns a lane now; undefined when nobody ever did. */
export async function readFence(knex: Knex, environmentUid: string): Promise<Fence | undefined> {
  const row = await knex('lanes')
    .select('epoch', 'fence')
    .where({ environment_uid: environmentUid })
    .first();
  return row && { epoch: row.epoch, counter: row.fence };
}
