import { ConflictError } from '@backstage/errors';
import type { DecideDestructionRequest } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { insertLedgerDecision } from '../database/ledger/insertLedgerDecision';
import type { LedgerEntry } from '../database/ledger/LedgerEntry';
import { updateLedgerEntry } from '../database/ledger/updateLedgerEntry';
import { lockResource } from './lockResource';

/**
 * Writes down what a person has decided about something that was left behind. To keep it, it is retained from
 * now on, and nobody is asked again; to
 * destroy it, the row stays as it is until a deployment has done it.
 *
 * @throws ConflictError for what is in use, for what nobody knows to be there, and while a deployment works in its
 * environment.
 */
export async function decideDestruction(
  transaction: Knex.Transaction,
  uid: string,
  { decision, reason }: DecideDestructionRequest,
  person: string,
): Promise<LedgerEntry> {
  const entry = await lockResource(transaction, uid);
  if (entry.role === 'current') {
    throw new ConflictError(
      `${entry.node} was not left behind: take what asks for it out of the environment, and its deletion policy decides.`,
    );
  }
  if (entry.presence === 'unknown') {
    throw new ConflictError(
      `Nobody knows whether ${entry.node} exists: resolve it as present or absent first.`,
    );
  }
  if (decision === 'keep') {
    // Its policy too: what was only to wait for its last user would go with it, whatever the person said.
    const deletion = { ...entry.deletion, onRemoval: 'retain' as const };
    await updateLedgerEntry(transaction, uid, { deletionPending: false, deletion });
  }
  await insertLedgerDecision(transaction, {
    environmentUid: entry.environmentUid,
    ledgerUid: uid,
    node: entry.node,
    externalId: entry.externalId,
    decision,
    reason,
    decidedBy: person,
  });
  return entry;
}
