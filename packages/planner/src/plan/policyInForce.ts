import type { PlanningWorld } from '../graph/PlanningWorld';
import { parseNodeId } from '../model';
import type { DeletionPolicy, LedgerRow } from '../model';
import { deletionPolicy, stricterPolicy } from './deletionPolicy';

/**
 * The deletion policy of a ledger row: the one that it was applied with, tightened at once by the version of its
 * definition that is the default now. What that version loosens counts only once it is applied.
 */
export function policyInForce(world: PlanningWorld, row: LedgerRow): DeletionPolicy {
  const now = world.index.defaultVersion(row.definition);
  if (now?.spec.type !== parseNodeId(row.node).type) {
    return row.deletion;
  }
  const { stateful } = row;
  const declared = deletionPolicy(now.spec.deletion, { stateful, isPreview: world.isPreview() });
  return stricterPolicy(row.deletion, declared);
}
