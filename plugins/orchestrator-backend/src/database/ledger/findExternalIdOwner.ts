import type { Knex } from 'knex';

/** Whose thing an external id names. */
export interface ExternalIdOwner {
  ledgerUid: string;
  node: string;
  application: string;
  environment: string;
  role: string;
}

/** The incarnation that holds an external id of a driver, other than this one; undefined when it is free. */
export async function findExternalIdOwner(
  knex: Knex,
  args: { driver: string; externalId: string; except?: string },
): Promise<ExternalIdOwner | undefined> {
  const query = knex('ledger')
    .join('environments', 'environments.uid', 'ledger.environment_uid')
    .join('applications', 'applications.uid', 'environments.application_uid')
    .where('ledger.driver', args.driver)
    .where('ledger.external_id', args.externalId)
    .where('ledger.refers_only', false)
    .select('ledger.uid', 'ledger.node', 'ledger.role', {
      environment_name: 'environments.name',
      application_name: 'applications.name',
    })
    .first();
  if (args.except !== undefined) {
    query.whereNot('ledger.uid', args.except);
  }
  const row = await query;
  return (
    row && {
      ledgerUid: row.uid,
      node: row.node,
      role: row.role,
      environment: row.environment_name,
      application: row.application_name,
    }
  );
}
