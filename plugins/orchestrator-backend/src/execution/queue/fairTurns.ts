/**
 * Shares slots out among groups that want them (max-min fairness): the next free slot goes to a group that holds none,
 * then to one that holds the fewest, and so on; when nobody else waits, one group may hold them all.
 *
 * @param held - the group of each slot in use; undefined: of no group
 * @returns what to look for, one after the other, as the groups to pass over; the last look passes over nobody
 */
export function fairTurns(held: readonly (string | undefined)[]): string[][] {
  const counts = new Map<string, number>();
  for (const group of held) {
    if (group !== undefined) {
      counts.set(group, (counts.get(group) ?? 0) + 1);
    }
  }
  const levels = [...new Set([0, ...counts.values()])].sort((left, right) => left - right);
  return levels.map(level =>
    [...counts].flatMap(([group, count]) => (count > level ? [group] : [])).sort(),
  );
}
