import type { Fence } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { NodeId } from '@tutti/planner';
import type { Knex } from 'knex';
import type { JournalOperation } from './JournalEntry';

const BATCH = 100;

/** An effect that is about to happen. */
export interface NewIntent {
  uid: string;
  deploymentUid: string;
  node: NodeId;
  ledgerUid: string;
  operation: JournalOperation;
  idempotencyKey: string;
  /** Cipher text. */
  intent: string;
  digest: string;
  fence: Fence;
}

/** Writes down effects before they happen. */
export async function insertIntents(
  transaction: Knex.Transaction,
  intents: readonly NewIntent[],
): Promise<void> {
  const rows = intents.map(intent => ({
    uid: intent.uid,
    deployment_uid: intent.deploymentUid,
    node: intent.node,
    ledger_uid: intent.ledgerUid,
    operation: intent.operation,
    idempotency_key: intent.idempotencyKey,
    intent: intent.intent,
    intent_digest: intent.digest,
    epoch: intent.fence.epoch,
    fence: intent.fence.counter,
  }));
  for (let first = 0; first < rows.length; first += BATCH) {
    await transaction('journal').insert(rows.slice(first, first + BATCH));
  }
}
