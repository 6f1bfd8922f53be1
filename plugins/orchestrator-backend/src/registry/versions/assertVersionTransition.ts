import { ConflictError } from '@backstage/errors';
import {
  VERSION_TRANSITIONS,
  type VersionStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';

/**
 * Guards a change of a version's status.
 *
 * @throws ConflictError when the table does not have the transition, with those that it has.
 */
export function assertVersionTransition(
  name: string,
  version: number,
  from: VersionStatus,
  to: VersionStatus,
): void {
  if (!VERSION_TRANSITIONS[from].includes(to)) {
    throw new ConflictError(
      `Version ${version} of definition "${name}" is ${from} and cannot become ${to}; ` +
        `it can become ${VERSION_TRANSITIONS[from].join(' or ')}.`,
    );
  }
}
