import type { GitOutcome } from './GitCommand';

/**
 * Says whether a push failed only because the branch had moved, or was just being moved, by somebody else: the lease
 * is stale, or the server could not lock the branch or found another commit there when it had.
 */
export function isLostRace({ stdout, stderr }: GitOutcome): boolean {
  return /\[rejected\] \((stale info|fetch first|non-fast-forward)\)|\[remote rejected\] \((cannot lock ref|failed to update ref|incorrect old value|reference already exists)|cannot lock ref/i.test(
    `${stdout}\n${stderr}`,
  );
}
