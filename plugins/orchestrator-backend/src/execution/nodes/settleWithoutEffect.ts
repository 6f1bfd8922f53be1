import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import { updateLedgerEntry } from '../../database/ledger/updateLedgerEntry';
import { announce } from '../outbox/announce';
import type { ChosenEntry } from './chooseEntry';
import { ledgerFacts } from './ledgerFacts';
import type { NodeWork, WorkedNode } from './NodeWork';
import { phaseOf } from './phaseOf';
import { setNodeStatus } from './setNodeStatus';

/** Ends a node for which no driver has to be called, and brings its row up to what the plan says beside the inputs. */
export async function settleWithoutEffect(
  work: NodeWork,
  worked: WorkedNode,
  { existing }: ChosenEntry,
  message: string,
): Promise<void> {
  const { run } = work;
  const { node } = worked;
  const changes = ledgerFacts(work, node);
  await run.transact(async transaction => {
    if (existing) {
      await updateLedgerEntry(transaction, existing.uid, changes);
    }
    run.log.add({ level: 'info', phase: phaseOf(node), node: node.node, message });
    await setNodeStatus(work, worked, transaction, 'succeeded');
    await run.log.write(transaction);
    await announce(transaction, run.environment, { resourcesChanged: existing !== undefined });
  });
  if (existing) {
    work.ledger.set(existing.uid, { ...existing, ...(changes as Partial<LedgerEntry>) });
  }
}
