import type { Knex } from 'knex';

/** How many ledger rows of any role each version of a definition has made; those with none are left out. */
export async function countVersionUsage(
  database: Knex,
  definition: string,
): Promise<Map<number, number>> {
  const rows: { version: number; usage: number | string }[] = await database('ledger')
    .where({ definition })
    .groupBy('definition_version')
    .select({ version: 'definition_version' }, database.raw('count(*) as ??', ['usage']));
  return new Map(rows.map(row => [row.version, Number(row.usage)]));
}
