import type { Knex } from 'knex';

/** Finds the cipher text of a secret of a store of kind `database`. */
export async function findSecret(
  database: Knex,
  secret: { store: string; key: string },
): Promise<{ uid: string; cipher: string } | undefined> {
  const { store, key } = secret;
  return database('secrets').where({ store, key }).first('uid', 'cipher');
}
