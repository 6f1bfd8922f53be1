import type { Knex } from 'knex';

/** Every version of a definition that a ledger row or a pin refers to. */
export async function listBoundVersions(
  database: Knex,
): Promise<{ definition: string; version: number }[]> {
  const rows = await database('ledger').distinct({
    definition: 'definition',
    version: 'definition_version',
  });
  const pins = await database('pins')
    .join('definitions', 'definitions.uid', 'pins.definition_uid')
    .distinct({ definition: 'definitions.name', version: 'pins.version' });
  return [...rows, ...pins];
}
