import { stricterPolicy } from '@tutti/planner';
import { destroyIncarnation } from './destroyIncarnation';
import type { NodeWork } from './NodeWork';

/**
 * Decides about incarnations that new ones have replaced, once everything else has succeeded: they are destroyed where
 * the stricter policy of the old and the new incarnation says so (one that cannot be is planned again by the next
 * deployment), and kept as orphans otherwise.
 */
export async function retireReplaced(work: NodeWork): Promise<void> {
  const { run } = work;
  for (const worked of work.nodes) {
    const { action, ledgerUid } = worked.node;
    const entry = action === 'replace' && ledgerUid ? work.ledger.get(ledgerUid) : undefined;
    if (entry?.role !== 'replaced') {
      continue;
    }
    const policy = stricterPolicy(entry.deletion, worked.node.deletion);
    const { onRemoval, protected: isProtected } = policy;
    if (onRemoval === 'destroy' && !isProtected) {
      await destroyIncarnation(work, worked, entry);
      continue;
    }
    const changes = { role: 'orphan' as const, deletionPending: onRemoval !== 'retain' };
    await run.write({ updated: [{ uid: entry.uid, changes }], resourcesChanged: true });
    work.ledger.change(entry.uid, changes);
  }
}
