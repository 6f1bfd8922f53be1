import { ConflictError } from '@backstage/errors';
import type { ResolveResourceRequest } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Knex } from 'knex';
import { settleOpenIntents } from '../database/execution/settleOpenIntents';
import { deleteLedgerEntry } from '../database/ledger/deleteLedgerEntry';
import { insertLedgerDecision } from '../database/ledger/insertLedgerDecision';
import type { LedgerEntry } from '../database/ledger/LedgerEntry';
import { updateLedgerEntry } from '../database/ledger/updateLedgerEntry';
import { lockResource } from './lockResource';

/**
 * Writes down what a person has found out about a resource of which no driver could tell whether it exists. Present: the
 * row stays, and the next deployment that reaches it applies it again. Absent: the row goes, with the person's word as the
 * evidence, and what asks for the node gets a new incarnation.
 *
 * @returns the row as it was before.
 * @throws ConflictError for a resource of known presence, and while a deployment works in its environment.
 */
export async function resolveResource(
  transaction: Knex.Transaction,
  uid: string,
  { presence, reason }: ResolveResourceRequest,
  person: string,
): Promise<LedgerEntry> {
  const entry = await lockResource(transaction, uid);
  if (entry.presence !== 'unknown') {
    throw new ConflictError(
      `The presence of ${entry.node} is known (${entry.presence}): a person resolves only what no driver can tell.`,
    );
  }
  const evidence = { resolvedBy: person, presence, reason };
  if (presence === 'absent') {
    await settleOpenIntents(transaction, uid, evidence);
    await deleteLedgerEntry(transaction, uid);
  } else {
    await updateLedgerEntry(transaction, uid, { presence, settled: false, evidence });
  }
  await insertLedgerDecision(transaction, {
    environmentUid: entry.environmentUid,
    ledgerUid: uid,
    node: entry.node,
    externalId: entry.externalId,
    decision: presence,
    reason,
    decidedBy: person,
  });
  return entry;
}
