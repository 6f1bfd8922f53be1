import type { Knex } from 'knex';

/** Which state the registry is in. */
export interface RegistryState {
  revision: number;
  criteriaRevision: number;
}

/** Reads the revisions. Asked for before every plan, so it is one row by its key. */
export async function readRegistryState(database: Knex): Promise<RegistryState> {
  const row = await database('registry_state')
    .where({ id: 1 })
    .first({ revision: 'revision', criteriaRevision: 'criteria_revision' });
  return { revision: Number(row.revision), criteriaRevision: Number(row.criteriaRevision) };
}
