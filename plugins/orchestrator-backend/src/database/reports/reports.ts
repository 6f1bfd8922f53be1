import type { JsonObject } from '@tutti/score';
import type { Knex } from 'knex';

/** Writes a report. It is never changed afterwards: of two writers the first one wins. */
export async function insertReport(
  transaction: Knex.Transaction,
  report: { uid: string; kind: 'impact' | 'drift'; content: JsonObject },
): Promise<void> {
  const { uid, kind, content } = report;
  await transaction('reports')
    .insert({ uid, kind, content: JSON.stringify(content) })
    .onConflict('uid')
    .ignore();
}

/** Finds the content of a report. */
export async function findReport<TContent>(
  database: Knex,
  uid: string,
): Promise<TContent | undefined> {
  const row = await database('reports').where({ uid }).first('content');
  return row && JSON.parse(row.content);
}
