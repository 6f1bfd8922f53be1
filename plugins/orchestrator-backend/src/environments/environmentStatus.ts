import type { EnvironmentStatus } from '@tutti/backstage-plugin-platform-orchestrator-common';

/**
 * The one transition table of environments (`model.md`, Statuses). `deleting` goes back when nothing has been taken away
 * yet: a person rejected or cancelled the deletion, or its plan has errors. Once something has gone there is only forward.
 */
export const ENVIRONMENT_TRANSITIONS: Record<EnvironmentStatus, readonly EnvironmentStatus[]> = {
  active: ['paused', 'deleting'],
  paused: ['active', 'deleting'],
  deleting: ['active', 'paused', 'delete-failed', 'deleted'],
  'delete-failed': ['deleting'],
  deleted: [],
};

/**
 * Guards a change of an environment's status.
 *
 * @throws Error when the table does not have the transition: that is a mistake in the code.
 */
export function assertEnvironmentTransition(from: EnvironmentStatus, to: EnvironmentStatus): void {
  if (!ENVIRONMENT_TRANSITIONS[from].includes(to)) {
    throw new Error(`An environment that is ${from} cannot become ${to}.`);
  }
}
