import type { EnvironmentHold } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Submission } from '../Deployments';

/**
 * The hold of a rollback that a submission would undo: one of a workload that the submission names, or any where it names
 * none and so means the whole environment. What only destroys undoes nothing.
 */
export function findHold(
  holds: readonly EnvironmentHold[],
  { kind, delta }: Pick<Submission, 'kind' | 'delta'>,
): EnvironmentHold | undefined {
  if (kind === 'destroy') {
    return undefined;
  }
  const named = new Set([...Object.keys(delta.upsert), ...delta.remove]);
  return holds.find(
    ({ workloads }) => named.size === 0 || workloads.some(workload => named.has(workload)),
  );
}
