import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';

/** What tells that an incarnation has been worked on, without its content. */
export interface LedgerState {
  uid: string;
  environmentUid: string;
  role: string;
  settled: boolean;
  deletionPending: boolean;
  lastDeploymentUid?: string;
  /** As the database writes it; to be compared with itself only. */
  updatedAt: string;
}

interface LedgerStateColumns {
  uid: string;
  environment_uid: string;
  role: string;
  settled: boolean | number;
  deletion_pending: boolean | number;
  updated_at: Date | string;
  last: string | null;
}

/** The states of all incarnations in environments, by environment and uid. */
export async function listLedgerStates(
  knex: Knex,
  environmentUids: readonly string[],
): Promise<LedgerState[]> {
  const rows: LedgerStateColumns[] = await knex('ledger')
    .modify(query => whereAmong(query, 'environment_uid', environmentUids))
    .orderBy(['environment_uid', 'uid'])
    .select('uid', 'environment_uid', 'role', 'settled', 'deletion_pending', 'updated_at', {
      last: 'last_deployment_uid',
    });
  return rows.map(row => ({
    uid: row.uid,
    environmentUid: row.environment_uid,
    role: row.role,
    settled: Boolean(row.settled),
    deletionPending: Boolean(row.deletion_pending),
    ...(row.last !== null && { lastDeploymentUid: row.last }),
    updatedAt: row.updated_at instanceof Date ? row.updated_at.toISOString() : row.updated_at,
  }));
}
