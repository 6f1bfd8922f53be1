import { criterionText, type RegistrySnapshot } from '@tutti/planner';
import type { ReachingRollout } from '../../database/rollouts/listReachingRollouts';

/**
 * The registry as it is where rollouts have come (`manifests.md`, Matching): their versions stand in as defaults, by the
 * criteria in force. A definition that had no default has none in force, so there the version brings its own, but for
 * those that another definition has. Pure; the snapshot is not changed.
 *
 * @param registry - knows the versions that the rollouts bring
 */
export function withReachingRollouts(
  registry: RegistrySnapshot,
  rollouts: readonly ReachingRollout[],
): RegistrySnapshot {
  let result = registry;
  for (const rollout of rollouts) {
    result = withVersion(result, rollout);
  }
  return result;
}

function withVersion(
  registry: RegistrySnapshot,
  { definition: name, version, criteria }: ReachingRollout,
): RegistrySnapshot {
  const brought = registry.definitions.find(each => each.name === name && each.version === version);
  if (!brought || brought.status === 'default') {
    return registry;
  }
  const hadDefault = registry.definitions.some(
    each => each.name === name && each.status === 'default',
  );
  const typeOf = new Map(registry.definitions.map(each => [each.name, each.spec.type]));
  const taken = new Set(
    registry.criteria
      .filter(each => typeOf.get(each.definition) === brought.spec.type)
      .map(each => criterionText(each.criterion)),
  );
  const own = criteria.filter(criterion => !taken.has(criterionText(criterion)));
  return {
    ...registry,
    definitions: registry.definitions.map(each => {
      if (each.name !== name) {
        return each;
      }
      if (each.version === version) {
        return { ...each, status: 'default' };
      }
      return each.status === 'default' ? { ...each, status: 'deprecated' } : each;
    }),
    criteria: hadDefault
      ? registry.criteria
      : [...registry.criteria, ...own.map(criterion => ({ definition: name, criterion }))],
  };
}
