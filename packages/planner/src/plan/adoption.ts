import { collectKnownAfter } from '@tutti/score';
import type { ConnectedNode } from '../graph/GraphNode';
import type { PlanningWorld } from '../graph/PlanningWorld';
import type { LedgerRow, PlanNode } from '../model';

/**
 * Whether a definition takes over what a row holds from another driver (`takesOver` names the definition that made it,
 * which may be itself). What is known to be gone cannot be taken over.
 */
export function takesOver(node: ConnectedNode, row: LedgerRow): boolean {
  const { spec } = node.definition!;
  return (
    row.driver !== spec.driver &&
    row.presence !== 'absent' &&
    spec.takesOver.includes(row.definition)
  );
}

/**
 * Whether a node of a plan is taken over from another driver. An orphan that its own driver uses again has the same
 * action, and is applied like an update.
 */
export function isTakenOver<T extends Pick<PlanNode, 'action' | 'driver' | 'previousDriver'>>(
  node: T,
): node is T & { driver: string; previousDriver: string } {
  return (
    node.action === 'adopt' &&
    node.driver !== undefined &&
    node.previousDriver !== undefined &&
    node.previousDriver !== node.driver
  );
}

/**
 * Decides about what a definition takes over from another driver: `adopt`, unless it is certain already that the new
 * driver cannot show an empty adoption plan (`manifests.md`, Replace or update). Whether it can is found out by asking it,
 * which is no part of pure planning.
 */
export function decideAdoption(
  world: PlanningWorld,
  node: ConnectedNode,
  row: LedgerRow,
  attempt: PlanNode,
): Pick<PlanNode, 'action' | 'reason'> {
  const obstacle = findAdoptionObstacle(world, node, row, attempt);
  if (obstacle) {
    return { action: 'blocked', reason: obstacle };
  }
  const orphan = row.role === 'orphan' ? ' It was left behind as an orphan.' : '';
  return {
    action: 'adopt',
    reason: `Definition ${node.definition!.name} takes over what ${row.definition} made with driver ${row.driver}.${orphan}`,
  };
}

/** A sentence that says what to do. */
function findAdoptionObstacle(
  world: PlanningWorld,
  node: ConnectedNode,
  row: LedgerRow,
  attempt: PlanNode,
): string | undefined {
  const { name } = node.definition!;
  const driver = node.driver!;
  const left =
    `Go on making it with ${row.definition}@${row.definitionVersion}, or leave ${row.definition} out of takesOver of ` +
    `${name} to have it replaced.`;
  if (!driver.adopts) {
    return `The driver ${driver.id} cannot adopt what another driver made, so what ${row.driver} made stays as it is. ${left}`;
  }
  const madeManifests = world.driver(row.driver)?.producesManifests === true;
  if (madeManifests && !driver.producesManifests) {
    return (
      `Its Kubernetes objects are delivered with what ${row.driver} returns, and would be removed from the cluster, since ` +
      `the driver ${driver.id} returns none. ${left}`
    );
  }
  if (row.externalId === undefined && !madeManifests) {
    return `What ${row.driver} made has no external id, so the driver ${driver.id} cannot tell which thing it would adopt. ${
      left
    }`;
  }
  const [unknown] = [...collectKnownAfter(attempt.inputs), ...collectKnownAfter(attempt.params)];
  return (
    unknown &&
    `Some of its inputs are known only once ${unknown} is done, so nobody can tell yet whether adopting it changes ` +
      `nothing. Deploy ${unknown} first, and this afterwards.`
  );
}
