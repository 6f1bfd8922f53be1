import type { NodeId, Presence, Readiness } from '@tutti/planner';
import type { Knex } from 'knex';
import { whereAmong } from '../whereAmong';
import type { LedgerDatabaseRow } from './LedgerEntry';

/** What a list of workloads says of a current incarnation. */
export interface ResourceState {
  environmentUid: string;
  node: NodeId;
  type: string;
  id: string;
  presence: Presence;
  readiness: Readiness;
  settled: boolean;
  /** Names of the workloads that ask for it. */
  workloads: string[];
}

/**
 * The current incarnations of environments, by node; without inputs, outputs and state, which are most of a row. The
 * index `ledger_environment_index` serves it.
 */
export async function listResourceStates(
  knex: Knex,
  environmentUids: readonly string[],
): Promise<ResourceState[]> {
  const query = knex('ledger')
    .select(
      ...['environment_uid', 'node', 'type', 'resource_id'],
      ...['presence', 'readiness', 'settled', 'workloads'],
    )
    .where({ role: 'current' })
    .orderBy(['environment_uid', 'node']);
  whereAmong(query, 'environment_uid', environmentUids);
  const rows: LedgerDatabaseRow[] = await query;
  return rows.map(row => ({
    environmentUid: row.environment_uid,
    node: row.node as NodeId,
    type: row.type,
    id: row.resource_id,
    presence: row.presence,
    readiness: row.readiness,
    settled: Boolean(row.settled),
    workloads: JSON.parse(row.workloads),
  }));
}
