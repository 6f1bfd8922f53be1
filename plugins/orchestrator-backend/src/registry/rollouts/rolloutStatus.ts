import type {
  RolloutEnvironmentStatus,
  RolloutStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';

/** The one transition table of rollouts. A `stopped` one does not go on: what it has reached stays as it is. */
export const ROLLOUT_TRANSITIONS: Record<RolloutStatus, readonly RolloutStatus[]> = {
  running: ['paused', 'succeeded', 'stopped'],
  paused: ['running', 'stopped'],
  succeeded: [],
  stopped: [],
};

/**
 * The one transition table of environments in a rollout. `pending` goes straight to `succeeded` where nothing is left to
 * do; `failed` goes back to `pending` when the rollout is resumed.
 */
export const ROLLOUT_ENVIRONMENT_TRANSITIONS: Record<
  RolloutEnvironmentStatus,
  readonly RolloutEnvironmentStatus[]
> = {
  pending: ['running', 'succeeded', 'skipped'],
  running: ['succeeded', 'failed', 'skipped'],
  succeeded: [],
  failed: ['pending'],
  skipped: [],
};

/** Whether nothing will happen to the rollout any more. */
export function isFinalRollout(status: RolloutStatus): boolean {
  return ROLLOUT_TRANSITIONS[status].length === 0;
}

/** @throws Error when the table does not have the transition: that is a mistake in the code. */
export function assertRolloutTransition(from: RolloutStatus, to: RolloutStatus): void {
  if (!ROLLOUT_TRANSITIONS[from].includes(to)) {
    throw new Error(`A rollout that is ${from} cannot become ${to}.`);
  }
}

/** @throws Error when the table does not have the transition: that is a mistake in the code. */
export function assertRolloutEnvironmentTransition(
  from: RolloutEnvironmentStatus,
  to: RolloutEnvironmentStatus,
): void {
  if (!ROLLOUT_ENVIRONMENT_TRANSITIONS[from].includes(to)) {
    throw new Error(`An environment that is ${from} in a rollout cannot become ${to}.`);
  }
}
