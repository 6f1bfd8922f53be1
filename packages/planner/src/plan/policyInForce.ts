import type { PlanningWorld } from '../graph/PlanningWorld';
import { parseNodeId } from '../model';
import type { DefinitionVersion, DeletionPolicy, LedgerRow, RegistrySnapshot } from '../model';
import { deletionPolicy, stricterPolicy } from './deletionPolicy';

/** A registry is large and immutable, so its defaults are looked up once. */
const defaults = new WeakMap<RegistrySnapshot, Map<string, DefinitionVersion>>();

/**
 * The deletion policy of a ledger row: the one that it was applied with, tightened at once by the version of its
 * definition that is the default now. What that version loosens counts only once it is applied.
 */
export function policyInForce(world: PlanningWorld, row: LedgerRow): DeletionPolicy {
  const now = defaultsOf(world.registry).get(row.definition);
  if (now?.spec.type !== parseNodeId(row.node).type) {
    return row.deletion;
  }
  const { stateful } = row;
  const declared = deletionPolicy(now.spec.deletion, { stateful, isPreview: world.isPreview() });
  return stricterPolicy(row.deletion, declared);
}

function defaultsOf(registry: RegistrySnapshot): Map<string, DefinitionVersion> {
  let found = defaults.get(registry);
  if (!found) {
    const current = registry.definitions.filter(({ status }) => status === 'default');
    found = new Map(current.map(version => [version.name, version]));
    defaults.set(registry, found);
  }
  return found;
}
