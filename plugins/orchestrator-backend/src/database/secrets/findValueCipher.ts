import type { Knex } from 'knex';

/** Finds the cipher text of one version of a value that is secret. */
export async function findValueCipher(
  database: Knex,
  valueVersionUid: string,
): Promise<string | undefined> {
  const row = await database('value_versions')
    .where({ uid: valueVersionUid, kind: 'secret' })
    .first('cipher');
  return row?.cipher;
}
