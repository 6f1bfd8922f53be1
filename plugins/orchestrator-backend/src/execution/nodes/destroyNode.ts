import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import { destroyIncarnation } from './destroyIncarnation';
import { currentEntry, type NodeWork, type WorkedNode } from './NodeWork';
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

/** Whoever may still use it. What is settled uses the current incarnation of the node, when that is another one. */
function findUser(work: NodeWork, entry: LedgerEntry): LedgerEntry | undefined {
  const current = currentEntry(work, entry.node);
  const givenWay = current !== undefined && current.uid !== entry.uid && current.settled;
  for (const other of work.ledger.values()) {
    const movedOn = givenWay && other.role === 'current' && other.settled;
    if (other.uid !== entry.uid && !movedOn && other.dependsOn.includes(entry.node)) {
      return other;
    }
  }
  return undefined;
}
