import type { LedgerRow } from '@tutti/planner';
import type { LedgerEntry } from '../database/ledger/LedgerEntry';

/** What planning sees of an incarnation. */
export function toLedgerRow(entry: LedgerEntry): LedgerRow {
  return {
    uid: entry.uid,
    node: entry.node,
    role: entry.role,
    incarnation: entry.incarnation,
    name: entry.name,
    definition: entry.definition,
    definitionVersion: entry.definitionVersion,
    driver: entry.driver,
    stateful: entry.stateful,
    requestHash: entry.requestHash,
    params: entry.params,
    inputs: entry.inputs,
    outputs: entry.outputs,
    ...(entry.externalId !== undefined && { externalId: entry.externalId }),
    presence: entry.presence,
    readiness: entry.readiness,
    deletion: entry.deletion,
    deletionPending: entry.deletionPending,
    dependsOn: entry.dependsOn,
    workloads: entry.workloads,
    settled: entry.settled,
  };
}
