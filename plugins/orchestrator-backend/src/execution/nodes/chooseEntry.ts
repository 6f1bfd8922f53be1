import type { PlanNode } from '@tutti/planner';
import { v7 as uuid } from 'uuid';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';
import { currentEntry, type NodeWork } from './NodeWork';

/** Which incarnation a node is applied as. */
export interface ChosenEntry {
  uid: string;
  /** The row as it is, when there is one. */
  existing?: LedgerEntry;
  /** The incarnation that gives way to a new one. */
  replaced?: LedgerEntry;
}

/**
 * Chooses the incarnation for a node. After a crash the intent may have been written already: then a create, or the
 * new incarnation of a replace, is the current row, and the work goes on with it.
 */
export function chooseEntry(work: NodeWork, node: PlanNode): ChosenEntry {
  const planned = node.ledgerUid === undefined ? undefined : work.ledger.get(node.ledgerUid);
  if (node.action === 'adopt' || node.action === 'move') {
    return planned ? { uid: planned.uid, existing: planned } : { uid: uuid() };
  }
  const current = currentEntry(work, node.node);
  if (node.action === 'replace' && current && current.uid === node.ledgerUid) {
    return { uid: uuid(), replaced: current };
  }
  const existing = current ?? planned;
  return existing ? { uid: existing.uid, existing } : { uid: uuid() };
}
