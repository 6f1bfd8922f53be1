import type { Fence } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { NodeId } from '@tutti/planner';
import type { Knex } from 'knex';
import type { JournalOperation } from './JournalEntry';

/** Writes down an effect before it happens. */
export async function insertIntent(
  transaction: Knex.Transaction,
  intent: {
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
  },
): Promise<void> {
  await transaction('journal').insert({
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
  });
}
