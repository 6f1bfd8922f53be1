import type { PlanningWorld } from '../../graph/PlanningWorld';
import type { PlanNode } from '../../model';

/** As many as one deployment may destroy because nothing asks for them any more; more look like a mistake. */
const DESTROYED_BY_OMISSION = 1;

/**
 * The guard against Score files that lost more than they should: when a deployment would destroy several stateful nodes
 * at once that their policies let go without asking, each of them waits for a person, and the deployment with them. What
 * only referred to something that others own is not lost. Never when the environment is deleted, nor what a
 * person has decided about: that is said in so many words, or has been foreseen.
 */
export function guardRemovals(world: PlanningWorld, removals: readonly PlanNode[]): PlanNode[] {
  const decided = new Set(
    world.ledger.rows.filter(row => world.isDecided(row)).map(row => row.uid),
  );
  const isGuarded = (node: PlanNode) =>
    node.stateful &&
    node.action === 'destroy' &&
    !node.waitsForPerson &&
    !decided.has(node.ledgerUid ?? '') &&
    world.driver(node.driver ?? '')?.refersOnly !== true;
  const guarded = world.deletesEnvironment() ? [] : removals.filter(isGuarded);
  if (guarded.length <= DESTROYED_BY_OMISSION) {
    return [...removals];
  }
  const why = `It is one of ${guarded.length} stateful resources that this deployment would destroy only because nothing asks for them any more, so the deployment waits for a person.`;
  return removals.map(node =>
    isGuarded(node) ? { ...node, reason: `${node.reason} ${why}`, waitsForPerson: true } : node,
  );
}
