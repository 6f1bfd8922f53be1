import type { Knex } from 'knex';

/**
 * Writes who owns an application now; nothing is written when nothing changed.
 *
 * @returns whether it changed.
 */
export async function updateOwner(
  database: Knex,
  uid: string,
  ownerRef: string | undefined,
): Promise<boolean> {
  const query = database('applications').where({ uid });
  if (ownerRef === undefined) {
    query.whereNotNull('owner_ref');
  } else {
    query.where(nested => nested.whereNull('owner_ref').orWhereNot('owner_ref', ownerRef));
  }
  return (await query.update({ owner_ref: ownerRef ?? null })) > 0;
}
