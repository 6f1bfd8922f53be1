import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { findSecret } from './findSecret';

/**
 * Writes a secret of a store of kind `database`, or another value in its place. The row keeps its uid, which the cipher
 * text is bound to.
 *
 * @param encrypt - makes the cipher text for a row
 */
export async function writeSecret(
  database: Knex,
  secret: { store: string; key: string },
  encrypt: (uid: string) => string,
): Promise<void> {
  const { store, key } = secret;
  await database.transaction(async transaction => {
    const uid = uuid();
    // The row that is there is locked by this, or made, so that no two writers encrypt for different rows.
    await transaction('secrets')
      .insert({ uid, store, key, cipher: encrypt(uid) })
      .onConflict(['store', 'key'])
      .merge({ updated_at: transaction.fn.now() });
    const row = await findSecret(transaction, { store, key });
    if (row && row.uid !== uid) {
      await transaction('secrets')
        .where({ uid: row.uid })
        .update({ cipher: encrypt(row.uid) });
    }
  });
}
