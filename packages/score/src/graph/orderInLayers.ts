import { compareText } from '../json/compareText';
import { findCycles } from './findCycles';

/** What {@link orderInLayers} found. @public */
export interface LayeredOrder<Name extends string = string> {
  /** Each layer needs only what earlier layers hold; within a layer names are sorted. */
  layers: Name[][];
  /** Each cycle once, every name needing the next and the last needing the first. */
  cycles: Name[][];
}

/**
 * Orders names so that each comes after all it needs (Kahn's algorithm). Takes what each name needs;
 * needs that are no key of the map are ignored. Names on a cycle, and names that need one of them, are
 * in no layer.
 * @public
 */
export function orderInLayers<Name extends string>(
  needs: ReadonlyMap<Name, Iterable<Name>>,
): LayeredOrder<Name> {
  const missing = new Map<Name, number>();
  const neededBy = new Map<Name, Name[]>();
  for (const [name, needed] of needs) {
    const known = [...new Set(needed)].filter(other => needs.has(other));
    missing.set(name, known.length);
    for (const other of known) {
      const dependents = neededBy.get(other) ?? [];
      dependents.push(name);
      neededBy.set(other, dependents);
    }
  }

  const layers: Name[][] = [];
  let layer = [...missing.keys()].filter(name => missing.get(name) === 0);
  while (layer.length > 0) {
    layers.push(layer.sort(compareText));
    const next: Name[] = [];
    for (const name of layer) {
      missing.delete(name);
      for (const dependent of neededBy.get(name) ?? []) {
        const left = missing.get(dependent)! - 1;
        missing.set(dependent, left);
        if (left === 0) {
          next.push(dependent);
        }
      }
    }
    layer = next;
  }

  const stuck = new Map([...missing.keys()].map(name => [name, needs.get(name)!]));
  return { layers, cycles: findCycles(stuck) };
}
