import type { Knex } from 'knex';

/** Gives a lease back, so that another owner need not wait for its end. */
export async function releaseLease(
  knex: Knex,
  args: { name: string; owner: string },
): Promise<void> {
  await knex('leases').where(args).delete();
}
