import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';

/** Writes a definition without versions, and returns its uid. */
export async function insertDefinition(
  transaction: Knex.Transaction,
  definition: { name: string; source: string; file: string },
): Promise<string> {
  const uid = uuid();
  const { name, source, file } = definition;
  await transaction('definitions').insert({ uid, name, source, file });
  return uid;
}
