import type { LedgerRow, Pin } from '@tutti/planner';

/**
 * The pins of an environment, and one for each other node that a definition has made: as the nodes are before a rollout of
 * the definition, and as they are after it. A rollout leaves alone what is pinned, and matches nothing anew. Pure.
 */
export function boundByRollout(
  world: { pins: readonly Pin[]; ledger: readonly LedgerRow[] },
  rollout: { definition: string; version: number },
): { before: Pin[]; after: Pin[] } {
  const pinned = new Set<string>(world.pins.map(pin => pin.node));
  const made = world.ledger.filter(
    row => row.role === 'current' && row.definition === rollout.definition && !pinned.has(row.node),
  );
  const bound = (versionOf: (row: LedgerRow) => number): Pin[] => [
    ...world.pins,
    ...made.map(row => ({
      node: row.node,
      definition: row.definition,
      version: versionOf(row),
    })),
  ];
  return { before: bound(row => row.definitionVersion), after: bound(() => rollout.version) };
}
