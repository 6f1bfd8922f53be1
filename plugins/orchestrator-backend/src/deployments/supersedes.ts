import type { DeploymentKind } from '@tutti/planner';
import type { DeploymentRecord } from '../database/deployments/DeploymentRecord';
import type { Submission } from './Deployments';

/** Kinds whose scope is the workloads that they name; what the others reach, no list of names can contain. */
const NAMED_KINDS: readonly DeploymentKind[] = ['deploy', 'promote', 'rollback'];

/**
 * Whether a newer submission takes the place of a deployment that waits: only if its scope contains the older one's, that
 * is, if it names every workload that the older one does. A plan changes nothing, so it takes the place of plans only.
 */
export function supersedes(
  newer: Pick<Submission, 'kind' | 'delta' | 'planOnly'>,
  older: Pick<DeploymentRecord, 'kind' | 'status' | 'workloads' | 'removed' | 'planOnly'>,
): boolean {
  const waits = older.status === 'pending' || older.status === 'awaiting-approval';
  const named = new Set([...Object.keys(newer.delta.upsert), ...newer.delta.remove]);
  return (
    waits &&
    NAMED_KINDS.includes(older.kind) &&
    NAMED_KINDS.includes(newer.kind) &&
    [...older.workloads, ...older.removed].every(name => named.has(name)) &&
    (older.planOnly || !newer.planOnly)
  );
}
