import type { PlanningWorld } from '../../graph/PlanningWorld';
import { KUBERNETES_DELIVERY_TYPE, parseNodeId } from '../../model';
import type { LedgerRow, NodeId, PlanNode } from '../../model';

/**
 * The nodes whose manifests a delivery has brought and has to go on bringing, although nothing asks for them any more:
 * something of them is left behind, and would go with its manifests.
 *
 * @param delivery - the delivery's row of the ledger
 * @param gone - what is removed, as it is decided
 */
export function keptProducers(
  world: PlanningWorld,
  delivery: LedgerRow,
  gone: readonly PlanNode[],
): NodeId[] {
  const destroyed = new Set(
    gone.filter(node => node.action === 'destroy').map(node => node.ledgerUid),
  );
  const brought = new Set(delivery.dependsOn);
  const kept = world.ledger.rows.filter(
    row =>
      brought.has(row.node) &&
      row.presence !== 'absent' &&
      !destroyed.has(row.uid) &&
      world.driver(row.driver)?.producesManifests === true,
  );
  return [...new Set(kept.map(row => row.node))];
}

/** Deliveries that a plan would destroy although they have to go on bringing what is left behind. */
export function deliveriesToKeep(world: PlanningWorld, gone: readonly PlanNode[]): LedgerRow[] {
  return gone.flatMap(node => {
    const row = world.ledger.current(node.node);
    const isDelivery = row && parseNodeId(row.node).type === KUBERNETES_DELIVERY_TYPE;
    const goes = isDelivery && node.action === 'destroy' && node.ledgerUid === row.uid;
    return goes && keptProducers(world, row, gone).length > 0 ? [row] : [];
  });
}
