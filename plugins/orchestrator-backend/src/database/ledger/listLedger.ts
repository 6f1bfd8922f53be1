import type { Knex } from 'knex';
import type { LedgerFilter } from '../../ledger/Ledger';
import { whereAmong } from '../whereAmong';
import { toLedgerEntry, type LedgerEntry } from './LedgerEntry';

/** An incarnation with the names of where it is. */
export interface LocatedLedgerEntry extends LedgerEntry {
  application: string;
  environment: string;
  environmentType: string;
  /** Its environment is deleted. */
  detached: boolean;
}

/** What {@link listLedger} looks for; all that is given must hold. */
export interface ListLedger extends Omit<LedgerFilter, 'cursor'> {
  uid?: string;
  /** Only those with a greater uid. */
  after?: string;
  limit: number;
}

/** Lists incarnations with the names of application and environment, in the order of their uids (UUID v7: of time). */
export async function listLedger(knex: Knex, filter: ListLedger): Promise<LocatedLedgerEntry[]> {
  const { uid, environmentUids, workload, definition, version, after, limit } = filter;
  const { type, class: className, driver, role, presence, deletionPending } = filter;
  const query = knex('ledger')
    .join('environments', 'environments.uid', 'ledger.environment_uid')
    .join('applications', 'applications.uid', 'environments.application_uid')
    .select('ledger.*', {
      environment_name: 'environments.name',
      environment_type: 'environments.type',
      environment_status: 'environments.status',
      application_name: 'applications.name',
    })
    .orderBy('ledger.uid')
    .limit(limit);
  if (uid !== undefined) {
    query.where('ledger.uid', uid);
  }
  if (environmentUids) {
    whereAmong(query, 'ledger.environment_uid', environmentUids);
  }
  if (workload !== undefined) {
    query.whereRaw(`ledger.workloads like ? escape '\\'`, [
      `%${escapeLike(JSON.stringify(workload))}%`,
    ]);
  }
  if (definition !== undefined) {
    query.where('ledger.definition', definition);
  }
  if (version !== undefined) {
    query.where('ledger.definition_version', version);
  }
  const wanted = { type, class: className, driver, role, presence };
  for (const [column, value] of Object.entries(wanted)) {
    if (value !== undefined) {
      query.where(`ledger.${column}`, value);
    }
  }
  if (deletionPending !== undefined) {
    query.whereRaw(deletionPending ? 'ledger.deletion_pending' : 'not ledger.deletion_pending');
  }
  if (after !== undefined) {
    query.where('ledger.uid', '>', after);
  }
  return (await query).map(row => ({
    ...toLedgerEntry(row),
    application: row.application_name,
    environment: row.environment_name,
    environmentType: row.environment_type,
    detached: row.environment_status === 'deleted',
  }));
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
