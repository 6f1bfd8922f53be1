import { isFinal } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { RolloutEnvironmentRecord } from '../../database/rollouts/RolloutEnvironmentRecord';
import type { RolloutRecord } from '../../database/rollouts/RolloutRecord';

/** What a rollout does next. */
export type RolloutStep =
  /** A deployment has ended: say so of its environment. */
  | { do: 'record'; environment: RolloutEnvironmentRecord }
  /** The rollout was stopped, and this deployment has changed nothing yet: cancel it. */
  | { do: 'cancel'; environment: RolloutEnvironmentRecord }
  | { do: 'start'; environment: RolloutEnvironmentRecord }
  | { do: 'open'; wave: number }
  | { do: 'promote' }
  /** Nothing, until a deployment ends or a person decides. */
  | { do: 'wait' };

/**
 * Decides what a rollout does next, from nothing but what stands in the database, so that whoever takes it over goes on
 * where the last one left off. Pure.
 */
export function nextStep(
  rollout: RolloutRecord,
  environments: readonly RolloutEnvironmentRecord[],
): RolloutStep {
  const running = environments.filter(each => each.status === 'running');
  const ended = running.find(each => each.deployment && isFinal(each.deployment.status));
  if (ended) {
    return { do: 'record', environment: ended };
  }
  if (rollout.status === 'stopped') {
    const waiting = running.find(hasChangedNothing);
    return waiting ? { do: 'cancel', environment: waiting } : { do: 'wait' };
  }
  if (rollout.status !== 'running') {
    return { do: 'wait' };
  }
  const pending = environments.find(each => each.status === 'pending');
  if (pending && running.length < rollout.concurrency) {
    return { do: 'start', environment: pending };
  }
  if (pending || running.length > 0) {
    return { do: 'wait' };
  }
  return rollout.wave < rollout.waves.length
    ? { do: 'open', wave: rollout.wave + 1 }
    : { do: 'promote' };
}

/** Whether a deployment has not begun to apply its plan, and waits for its turn or for people. */
export function hasChangedNothing({ deployment }: RolloutEnvironmentRecord): boolean {
  return deployment?.status === 'pending' || deployment?.status === 'awaiting-approval';
}
