import type { LedgerRow, NodeId, Pin } from '@tutti/planner';

/** What a rollout has to do with the nodes that a definition has made in one environment. */
export interface NodesToBring {
  /** To be brought to the version; sorted. */
  nodes: NodeId[];
  /** Pins keep these where they are; sorted. */
  pinned: NodeId[];
}

/**
 * Finds what a rollout brings to its version in one environment: what the definition has made and is in use, at another
 * version, or at this one without success. What has never been made is left to the deployment that wants it. Pure.
 */
export function nodesToBring(
  ledger: readonly LedgerRow[],
  pins: readonly Pin[],
  target: { definition: string; version: number },
): NodesToBring {
  const pinnedNodes = new Set<string>(pins.map(pin => pin.node));
  const made = ledger.filter(row => row.role === 'current' && row.definition === target.definition);
  const behind = made.filter(
    row => (row.definitionVersion !== target.version && wasMade(row)) || isHalfDone(row, target),
  );
  const sorted = (rows: readonly LedgerRow[]) => rows.map(row => row.node).sort();
  return {
    nodes: sorted(behind.filter(row => !pinnedNodes.has(row.node))),
    pinned: sorted(made.filter(row => pinnedNodes.has(row.node))),
  };
}

function wasMade(row: LedgerRow): boolean {
  return row.settled || row.presence !== 'not-checked' || Object.keys(row.outputs).length > 0;
}

function isHalfDone(row: LedgerRow, { version }: { version: number }): boolean {
  return row.definitionVersion === version && !row.settled;
}
