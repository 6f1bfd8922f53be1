import type { Knex } from 'knex';
import type { RegistryState } from './readRegistryState';

/** Moves the registry's revision forward by one, and that of the criteria when they changed. */
export async function advanceRevision(
  transaction: Knex.Transaction,
  args: { criteriaChanged: boolean },
): Promise<RegistryState> {
  const [row] = await transaction('registry_state')
    .where({ id: 1 })
    .update({
      revision: transaction.raw('?? + 1', ['revision']),
      criteria_revision: transaction.raw('?? + ?', [
        'criteria_revision',
        args.criteriaChanged ? 1 : 0,
      ]),
    })
    .returning(['revision', 'criteria_revision']);
  return { revision: Number(row.revision), criteriaRevision: Number(row.criteria_revision) };
}
