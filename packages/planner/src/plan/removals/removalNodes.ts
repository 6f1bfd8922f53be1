import { isJsonObject } from '@tutti/score';
import type { PlanningWorld } from '../../graph/PlanningWorld';
import { parseNodeId } from '../../model';
import type { NodeId, PlanNode } from '../../model';
import { policyInForce } from '../policyInForce';
import { consumersFirst } from './consumersFirst';
import { decideRemoval, keptFor } from './decideRemoval';
import type { Removal } from './findRemovals';

/**
 * The nodes of a plan for what is removed, consumers first. What one that stays uses is not destroyed, whether that is
 * left behind or kept when its environment is deleted.
 *
 * @param stillUsed - for a node, another one that is wanted, uses it, and stays as it is
 */
export function removalNodes(
  world: PlanningWorld,
  removals: readonly Removal[],
  stillUsed: (node: NodeId) => NodeId | undefined,
): PlanNode[] {
  const users = usersLeftBehind(world, removals);
  return consumersFirst(removals).map(removal => {
    const { row } = removal;
    // What is wanted uses the incarnation that is in use, where there is one beside what was left behind.
    const hasSuccessor = row.role !== 'current' && world.ledger.current(row.node)?.settled === true;
    const user = hasSuccessor ? undefined : stillUsed(row.node);
    const node = removalNode(world, removal, user, users.get(row.node));
    for (const used of node.action === 'destroy' ? [] : row.dependsOn) {
      users.set(used, row.node);
    }
    return node;
  });
}

/** Node → an orphan that uses it and that this deployment does not take away. */
function usersLeftBehind(world: PlanningWorld, removals: readonly Removal[]): Map<NodeId, NodeId> {
  const taken = new Set(removals.map(removal => removal.row.uid));
  const left = world.ledger.rows.filter(
    row => row.role !== 'current' && row.presence !== 'absent' && !taken.has(row.uid),
  );
  return new Map(left.flatMap(row => row.dependsOn.map(used => [used, row.node] as const)));
}

function removalNode(
  world: PlanningWorld,
  removal: Removal,
  wantedUser: NodeId | undefined,
  userLeft: NodeId | undefined,
): PlanNode {
  const { row } = removal;
  const deletion = policyInForce(world, row);
  const decided = decideRemoval(world, removal, deletion, wantedUser);
  const isHeld = decided.action === 'destroy' && userLeft !== undefined;
  const decision = isHeld ? keptFor(world, row, userLeft) : decided;
  const { type, class: resourceClass, id } = parseNodeId(row.node);
  return {
    node: row.node,
    type,
    class: resourceClass,
    id,
    ...decision,
    inScope: removal.inScope && decision.action !== 'unchanged',
    ledgerUid: row.uid,
    incarnation: row.incarnation,
    name: row.name,
    definition: row.definition,
    definitionVersion: row.definitionVersion,
    previousDefinition: row.definition,
    previousDefinitionVersion: row.definitionVersion,
    previousDriver: row.driver,
    driver: row.driver,
    stateful: row.stateful,
    deletion,
    workloads: row.workloads,
    shared: true,
    place: { source: 'ledger', pointer: '' },
    requestHash: row.requestHash,
    request: {},
    inputsTemplate: {},
    context: {},
    bindings: { score: {}, dependencies: {}, collected: {} },
    dependsOn: [...row.dependsOn].sort(),
    params: row.params,
    inputs: isJsonObject(row.inputs) ? row.inputs : {},
    differences: [],
    catalog: false,
    problems: [],
  };
}
