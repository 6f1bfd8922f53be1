import { moveOf } from './moveOf';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
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
  const { node } = worked;
  const changes = ledgerFacts(work, node);
  await setNodeStatus(work, worked, 'succeeded', {
    updated: existing ? [{ uid: existing.uid, changes }] : [],
    moved: moveOf(node),
    lines: [{ level: 'info', phase: phaseOf(node), node: node.node, message }],
    resourcesChanged: existing !== undefined,
  });
  if (existing) {
    work.ledger.change(existing.uid, changes as Partial<LedgerEntry>);
  }
}
