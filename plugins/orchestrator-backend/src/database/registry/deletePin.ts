import type { Knex } from 'knex';

/** Lets the node of a pin be matched again. */
export async function deletePin(database: Knex, uid: string): Promise<void> {
  await database('pins').where({ uid }).delete();
}
