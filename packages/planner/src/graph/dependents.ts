import type { NodeId } from '../model';
import type { ConnectedNode } from './GraphNode';

/** Node → the nodes with an edge to it. */
export type Dependents = Map<NodeId, Set<NodeId>>;

/**
 * The edges of a graph, seen from where they lead to: made once, so that nobody has to look through the whole graph for
 * each node.
 *
 * @param edges - the edges of a node that count
 */
export function findDependents(
  nodes: Iterable<ConnectedNode>,
  edges: (node: ConnectedNode) => Iterable<NodeId>,
): Dependents {
  const dependents: Dependents = new Map();
  for (const node of nodes) {
    for (const needed of edges(node)) {
      addDependent(dependents, needed, node.node);
    }
  }
  return dependents;
}

/** Adds an edge that is drawn later. */
export function addDependent(dependents: Dependents, needed: NodeId, dependent: NodeId): void {
  const known = dependents.get(needed) ?? new Set();
  known.add(dependent);
  dependents.set(needed, known);
}
