import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import type { LedgerUpdate } from '../../database/ledger/writeLedgerEntries';
import { ledgerFacts } from './ledgerFacts';
import { currentEntry, type NodeWork } from './NodeWork';

/** Ends all nodes that are as they should be, in one transaction, and brings their rows up to what the plan says of them. */
export async function settleUnchangedNodes(work: NodeWork): Promise<void> {
  const unchanged = work.nodes.filter(
    ({ node, status }) => node.action === 'unchanged' && status === 'pending',
  );
  if (unchanged.length === 0) {
    return;
  }
  const updated: LedgerUpdate[] = unchanged.flatMap(({ node }) => {
    const entry = currentEntry(work, node.node);
    return entry ? [{ uid: entry.uid, changes: ledgerFacts(work, node) }] : [];
  });
  await work.run.write({
    updated,
    nodes: unchanged.map(({ position }) => ({ position, from: 'pending', to: 'succeeded' })),
    lines: [
      {
        level: 'info',
        phase: 'create',
        message: `${unchanged.length} of ${work.nodes.length} nodes are unchanged.`,
      },
    ],
  });
  for (const worked of unchanged) {
    worked.status = 'succeeded';
  }
  for (const { uid, changes } of updated) {
    work.ledger.change(uid, changes as Partial<LedgerEntry>);
  }
}
