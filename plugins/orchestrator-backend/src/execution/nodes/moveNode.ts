import { applyNode } from './applyNode';
import { chooseEntry } from './chooseEntry';
import type { NodeWork, WorkedNode } from './NodeWork';
import { settleWithoutEffect } from './settleWithoutEffect';

/**
 * Re-keys a ledger row: the thing stays as it is, under its name, and belongs to another node from now on. No driver is
 * called unless its inputs change too.
 */
export async function moveNode(work: NodeWork, worked: WorkedNode): Promise<void> {
  const { node } = worked;
  if (
    node.differences.some(({ path }) => path.startsWith('/inputs') || path.startsWith('/params'))
  ) {
    await applyNode(work, worked);
  } else {
    await settleWithoutEffect(
      work,
      worked,
      chooseEntry(work, node),
      `Moved here from ${node.movedFrom ?? 'another node'}.`,
    );
  }
}
