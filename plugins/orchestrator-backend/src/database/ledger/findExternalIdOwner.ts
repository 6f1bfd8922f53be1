import type { LedgerRole } from '@tutti/planner';
import type { Knex } from 'knex';

/** Whose thing an external id names. */
export interface ExternalIdOwner {
  ledgerUid: string;
  node: string;
  application: string;
  environment: string;
  role: LedgerRole;
}

/**
 * The incarnation that holds an external id of a driver, other than this one, or that held it before another driver
 * adopted it; undefined when it is free.
 */
export async function findExternalIdOwner(
  knex: Knex,
  args: { driver: string; externalId: string; except?: string },
): Promise<ExternalIdOwner | undefined> {
  const { driver, externalId, except } = args;
  const holder = knex('ledger')
    .where({ driver, external_id: externalId, refers_only: false })
    .select('uid');
  const formerHolder = knex('ledger_former_ids')
    .where({ driver, external_id: externalId })
    .select('ledger_uid');
  const query = knex('ledger')
    .join('environments', 'environments.uid', 'ledger.environment_uid')
    .join('applications', 'applications.uid', 'environments.application_uid')
    .whereIn('ledger.uid', holder.union([formerHolder]))
    .select('ledger.uid', 'ledger.node', 'ledger.role', {
      environment_name: 'environments.name',
      application_name: 'applications.name',
    })
    .first();
  if (except !== undefined) {
    query.whereNot('ledger.uid', except);
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
