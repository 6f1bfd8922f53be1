import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

/**
 * Takes or renews a lease; false when another owner has it. One conditional statement on the database's clock, so two
 * owners cannot both have it at one moment of that clock.
 */
export async function acquireLease(
  knex: Knex,
  args: { name: string; owner: string; seconds: number },
): Promise<boolean> {
  const { name, owner, seconds } = args;
  const expires = databaseTimeIn(knex, seconds);
  const taken = await knex('leases')
    .where({ name })
    .where(query => query.where({ owner }).orWhere('expires_at', '<', databaseTimeIn(knex, 0)))
    .update({ owner, expires_at: expires });
  if (taken > 0) {
    return true;
  }
  const inserted = await knex('leases')
    .insert({ name, owner, expires_at: expires })
    .onConflict('name')
    .ignore()
    .returning('name');
  return inserted.length > 0;
}
