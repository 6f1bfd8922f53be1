import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import { updateLedgerEntry } from '../../database/ledger/updateLedgerEntry';
import { ledgerFacts } from './ledgerFacts';
import { currentEntry, type NodeWork } from './NodeWork';
import { setNodeStatus } from './setNodeStatus';

/** Ends all nodes that are as they should be, in one transaction, and brings their rows up to what the plan says of them. */
export async function settleUnchangedNodes(work: NodeWork): Promise<void> {
  const unchanged = work.nodes.filter(
    ({ node, status }) => node.action === 'unchanged' && status === 'pending',
  );
  if (unchanged.length === 0) {
    return;
  }
  const { run } = work;
  const updated = new Map<string, LedgerEntry>();
  await run.transact(async transaction => {
    for (const worked of unchanged) {
      const entry = currentEntry(work, worked.node.node);
      if (entry) {
        const changes = ledgerFacts(work, worked.node);
        await updateLedgerEntry(transaction, entry.uid, changes);
        updated.set(entry.uid, { ...entry, ...(changes as Partial<LedgerEntry>) });
      }
      await setNodeStatus(work, worked, transaction, 'succeeded');
    }
    run.log.add({
      level: 'info',
      phase: 'create',
      message: `${unchanged.length} of ${work.nodes.length} nodes are unchanged.`,
    });
    await run.log.write(transaction);
  });
  for (const [uid, entry] of updated) {
    work.ledger.set(uid, entry);
  }
}
