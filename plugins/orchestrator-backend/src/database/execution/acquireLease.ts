import type { Knex } from 'knex';
import { databaseTimeIn } from '../databaseTime';

/** Seconds; the smaller database tells whole ones. */
const SLACK = 2;

/**
 * Takes or renews a lease; false when another owner has it. One conditional statement on the database's clock, so two
 * owners cannot both have it at one moment of that clock. A lease that ends later than anybody could have taken it for was
 * taken before the clock was set back, and counts as ended: all owners take it for the same time.
 */
export async function acquireLease(
  knex: Knex,
  args: { name: string; owner: string; seconds: number },
): Promise<boolean> {
  const { name, owner, seconds } = args;
  const expires = databaseTimeIn(knex, seconds);
  const taken = await knex('leases')
    .where({ name })
    .where(query =>
      query
        .where({ owner })
        .orWhere('expires_at', '<', databaseTimeIn(knex, 0))
        .orWhere('expires_at', '>', databaseTimeIn(knex, seconds + SLACK)),
    )
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
