import { canonicalHash, compareText } from '@tutti/score';
import type { PlanArguments, RegistrySnapshot } from '../model';
import { criterionText } from '../match/criterionText';

/** A registry is large and immutable, so it is hashed once. */
const registryHashes = new WeakMap<RegistrySnapshot, string>();

/**
 * SHA-256 (hex) of all that can influence a plan, whatever the order of lists. A definition counts by the hash of its
 * version; its criteria count as they are in force.
 */
export function fingerprint(args: PlanArguments): string {
  const {
    kind,
    base,
    delta,
    registry,
    drivers,
    pins,
    rolloutNodes,
    destroyRows,
    rollback,
    values,
    context,
    ledger,
  } = args;
  return canonicalHash({
    kind,
    base,
    delta: { upsert: delta.upsert, remove: [...delta.remove].sort() },
    registry: registryHash(registry),
    drivers: sortedBy(drivers, each => each.id),
    pins: sortedBy(pins, each => each.node),
    ...(rolloutNodes && { rolloutNodes: sortedBy(rolloutNodes, each => each.node) }),
    ...(destroyRows && { destroyRows: sortedBy(destroyRows, each => each) }),
    ...(rollback && {
      rollback: {
        nodes: sortedBy(rollback.nodes, each => each.node),
        values: rollback.values,
      },
    }),
    values,
    context,
    ledger: sortedBy(ledger, each => each.uid),
  });
}

function registryHash(registry: RegistrySnapshot): string {
  let hash = registryHashes.get(registry);
  if (hash === undefined) {
    hash = canonicalHash({
      resourceTypes: sortedBy(registry.resourceTypes, each => each.name),
      environmentTypes: sortedBy(registry.environmentTypes, each => each.name),
      definitions: registry.definitions
        .map(
          ({ name, version, status, hash: content }) => `${name}@${version} ${status} ${content}`,
        )
        .sort(compareText),
      criteria: registry.criteria
        .map(({ definition, criterion }) => `${definition} ${criterionText(criterion)}`)
        .sort(compareText),
    });
    registryHashes.set(registry, hash);
  }
  return hash;
}

function sortedBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  return [...items].sort((left, right) => compareText(key(left), key(right)));
}
