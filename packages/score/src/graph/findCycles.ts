import { compareText } from '../json/compareText';

/**
 * Names a cycle for each group of names that need each other: starting from the smallest name, always
 * going on to the smallest need, until a name comes round again. Every name given must lead to a
 * cycle, as the names that Kahn's algorithm leaves over do. Each cycle begins with its smallest name.
 */
export function findCycles<Name extends string>(
  needs: ReadonlyMap<Name, Iterable<Name>>,
): Name[][] {
  const cycles: Name[][] = [];
  const visited = new Set<Name>();
  for (const start of [...needs.keys()].sort(compareText)) {
    const path: Name[] = [];
    let name: Name | undefined = start;
    while (name !== undefined && !visited.has(name)) {
      visited.add(name);
      path.push(name);
      name = [...needs.get(name)!].filter(other => needs.has(other)).sort(compareText)[0];
    }
    const begin = name === undefined ? -1 : path.indexOf(name);
    if (begin >= 0) {
      cycles.push(startWithSmallest(path.slice(begin)));
    }
  }
  return cycles;
}

function startWithSmallest<Name extends string>(cycle: Name[]): Name[] {
  const smallest = [...cycle].sort(compareText)[0];
  const index = cycle.indexOf(smallest);
  return [...cycle.slice(index), ...cycle.slice(0, index)];
}
