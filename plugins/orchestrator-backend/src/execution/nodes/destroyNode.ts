import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import { destroyIncarnation } from './destroyIncarnation';
import type { NodeWork, WorkedNode } from './NodeWork';
import { retainNode } from './retainNode';
import { setNodeStatus } from './setNodeStatus';

/**
 * Destroys what is no longer wanted. As long as something that uses it may exist, it waits as an orphan, and a later
 * deployment destroys it. A row that is gone already, because of a crash in between, ends the node.
 */
export async function destroyNode(work: NodeWork, worked: WorkedNode): Promise<void> {
  const { ledgerUid } = worked.node;
  const entry = ledgerUid === undefined ? undefined : work.ledger.get(ledgerUid);
  const user = entry && findUser(work, entry);
  if (user) {
    await retainNode(
      work,
      worked,
      `Waits as an orphan until ${user.node}, which uses it, is gone.`,
    );
  } else if (entry) {
    await destroyIncarnation(work, worked, entry);
  } else {
    await setNodeStatus(work, worked, 'succeeded');
  }
}

function findUser(work: NodeWork, entry: LedgerEntry): LedgerEntry | undefined {
  for (const other of work.ledger.values()) {
    if (other.uid !== entry.uid && other.dependsOn.includes(entry.node)) {
      return other;
    }
  }
  return undefined;
}
