import type { EnvironmentRollout } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { RegistrySnapshot } from '@tutti/planner';
import { hasReached, type RolloutUnderWay } from '../../database/rollouts/listRolloutsUnderWay';
import { withReachingRollouts } from '../rollouts/withReachingRollouts';
import type { ImpactScope } from './ImpactAnalysis';

/**
 * The registry as it is and as a change would leave it, each as it counts in one environment: where a rollout has come, its
 * version stands in for the default; where it has not come, the default stays. Pure.
 */
export function registriesIn(
  environment: { uid: string; type: string },
  { before, after, rollouts }: Pick<ImpactScope, 'before' | 'after' | 'rollouts'>,
): { before: RegistrySnapshot; after: RegistrySnapshot } {
  const reaching = rollouts.filter(each => hasReached(each, environment));
  // A definition that nothing declares any more brings no version, whatever its rollout.
  const left = reaching.filter(each => !after.removedDefinitions.has(each.definition));
  return {
    before: withReachingRollouts(before.registry, reaching),
    after: withReachingRollouts(after.registry, left),
  };
}

/** Rollouts under way whose waves take in an environment, and whether they have come there. Pure. */
export function arrivalsIn(
  environment: { uid: string; type: string },
  rollouts: readonly RolloutUnderWay[],
): EnvironmentRollout[] {
  return rollouts
    .filter(each => each.waves.flat().includes(environment.type))
    .map(each => ({
      ...{ uid: each.uid, definition: each.definition, version: each.version },
      hasArrived: hasReached(each, environment),
    }));
}
