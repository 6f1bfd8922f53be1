import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';

/** How many ledger rows of any role each of these definitions has made; those with none are left out. */
export async function countDefinitionUsage(
  database: Knex,
  definitions: string[],
): Promise<Map<string, number>> {
  const rows: { definition: string; usage: number | string }[] = await database('ledger')
    .modify(query => whereAmong(query, 'definition', definitions))
    .groupBy('definition')
    .select('definition', database.raw('count(*) as ??', ['usage']));
  return new Map(rows.map(row => [row.definition, Number(row.usage)]));
}
