import type { Knex } from 'knex';

/** One value of an application or environment, in its newest version. */
export interface ValueRow {
  name: string;
  /** True: the environment's own; false: the application's. */
  ownedByEnvironment: boolean;
  /** Uid of the version. */
  uid: string;
  kind: 'plain' | 'secret' | 'removed';
  /** JSON; of kind `plain` only. */
  value?: string;
}

/**
 * The values that one environment sees, the newest version of each up to a revision; those of the application that are
 * overridden are among them. The primary key and `value_versions_value_index` carry it.
 *
 * @param environmentUid - absent: only those of the application
 * @param revision - default: the newest
 */
export async function listValuesOfEnvironment(
  database: Knex,
  args: { applicationUid: string; environmentUid?: string; revision?: number },
): Promise<ValueRow[]> {
  const { applicationUid, environmentUid, revision } = args;
  const newest = database('value_versions as newer')
    .max('newer.revision')
    .whereRaw('?? = ??', ['newer.value_uid', 'values.uid']);
  if (revision !== undefined) {
    newest.andWhere('newer.revision', '<=', revision);
  }
  const rows = await database('values')
    .join('value_versions', 'value_versions.value_uid', 'values.uid')
    .where('values.application_uid', applicationUid)
    .andWhere(scope => {
      scope.whereNull('values.environment_uid');
      if (environmentUid !== undefined) {
        scope.orWhere('values.environment_uid', environmentUid);
      }
    })
    .andWhere('value_versions.revision', newest)
    .select({
      name: 'values.name',
      environmentUid: 'values.environment_uid',
      uid: 'value_versions.uid',
      kind: 'value_versions.kind',
      value: 'value_versions.value',
    });
  return rows.map(row => ({
    name: row.name,
    ownedByEnvironment: row.environmentUid !== null,
    uid: row.uid,
    kind: row.kind,
    ...(row.value !== null && { value: row.value }),
  }));
}
