import { destroyIncarnation } from './destroyIncarnation';
import type { NodeWork, WorkedNode } from './NodeWork';
import { setNodeStatus } from './setNodeStatus';

/** Destroys what is no longer wanted; a row that is gone already, because of a crash in between, ends the node. */
export async function destroyNode(work: NodeWork, worked: WorkedNode): Promise<void> {
  const { ledgerUid } = worked.node;
  const entry = ledgerUid === undefined ? undefined : work.ledger.get(ledgerUid);
  if (entry) {
    await destroyIncarnation(work, worked, entry);
  } else {
    await work.run.transact(transaction => setNodeStatus(work, worked, transaction, 'succeeded'));
  }
}
