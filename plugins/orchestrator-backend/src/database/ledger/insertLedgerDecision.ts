import type { NodeId } from '@tutti/planner';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';

/** What a person decided about an active resource. */
export interface LedgerDecision {
  environmentUid: string;
  ledgerUid: string;
  node: NodeId;
  externalId?: string;
  decision: 'present' | 'absent' | 'keep' | 'destroy';
  reason: string;
  decidedBy: string;
}

/** Writes down what a person decided; it outlives the row that it is about. */
export async function insertLedgerDecision(
  transaction: Knex.Transaction,
  decision: LedgerDecision,
): Promise<void> {
  await transaction('ledger_decisions').insert({
    uid: uuid(),
    environment_uid: decision.environmentUid,
    ledger_uid: decision.ledgerUid,
    node: decision.node,
    external_id: decision.externalId ?? null,
    decision: decision.decision,
    reason: decision.reason,
    decided_by: decision.decidedBy,
  });
}
