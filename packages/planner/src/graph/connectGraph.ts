import { compareText, findReferences, readProperty, sortedEntries } from '@tutti/score';
import { WORKLOAD_TYPE, workloadNodeId } from '../model';
import type { NodeId } from '../model';
import { addDependent, findDependents } from './dependents';
import type { Dependents } from './dependents';
import type { Expansion } from './expandGraph';
import type { ConnectedNode } from './GraphNode';
import { boundNode } from './NodeRequest';
import { planProblem } from './planProblem';
import type { PlanningWorld } from './PlanningWorld';

/** The annotation of a Score file that names workloads to wait for, separated by commas. */
export const AFTER_ANNOTATION = 'tutti.dev/after';

/** A graph with edges, in order of node. */
export type ConnectedGraph = Map<NodeId, ConnectedNode>;

/**
 * Draws the edges between the nodes of an expansion: declared dependencies, what params and workloads read, what comes
 * with provisions, and the members of what is collected.
 */
export function connectGraph(world: PlanningWorld, expansion: Expansion): ConnectedGraph {
  const graph: ConnectedGraph = new Map(
    [...expansion.nodes]
      .sort(([left], [right]) => compareText(left, right))
      .map(([id, node]) => [
        id,
        { ...node, needs: new Set(), follows: new Set(), collected: {}, workloads: [] },
      ]),
  );
  for (const node of graph.values()) {
    addOwnNeeds(world, node, graph);
  }
  const dependents = findDependents(graph.values(), node => node.needs);
  addProvisionedEdges(graph, dependents);
  addCollected(graph, dependents);
  addWorkloads(graph);
  return graph;
}

function addOwnNeeds(world: PlanningWorld, node: ConnectedNode, graph: ConnectedGraph): void {
  const bound =
    node.type === WORKLOAD_TYPE ? Object.values(node.scope.bindings) : readByParams(node);
  for (const needed of [...Object.values(node.dependencies), ...bound]) {
    if (graph.has(needed)) {
      node.needs.add(needed);
    }
  }
  if (node.type === WORKLOAD_TYPE) {
    addAfter(world, node);
  }
}

function readByParams(node: ConnectedNode): NodeId[] {
  return findReferences(node.request)
    .filter(({ path }) => path[0] === 'resources')
    .flatMap(({ path }) => boundNode(node.scope, path[1]) ?? []);
}

function addAfter(world: PlanningWorld, node: ConnectedNode): void {
  const { metadata } = world.set.workloads[node.id].workload;
  const after = readProperty(metadata.annotations, AFTER_ANNOTATION);
  if (typeof after !== 'string') {
    return;
  }
  for (const name of after.split(',').map(each => each.trim())) {
    if (Object.hasOwn(world.set.workloads, name)) {
      node.needs.add(workloadNodeId(name));
    } else {
      const message = `Workload ${node.id} is to wait for ${name}, which is not in this environment, so it waits for nothing.`;
      node.problems = [
        ...node.problems,
        planProblem('absent-after', message, node.place, { severity: 'warning' }),
      ];
    }
  }
}

/** Edges of provisions: of what comes after its node, and of what all that need its node need too. */
function addProvisionedEdges(graph: ConnectedGraph, dependents: Dependents): void {
  for (const node of graph.values()) {
    for (const { node: added, dependsOnThis } of node.provisioned) {
      if (dependsOnThis && graph.has(added)) {
        addEdge(graph.get(added)!, node.node, dependents);
      }
    }
  }
  // What inherits dependents may itself be inherited from, so it is looked at again when it has got some.
  const open = new Set(graph.values());
  for (const node of open) {
    open.delete(node);
    for (const added of inheritDependents(node, graph, dependents)) {
      open.add(added);
    }
  }
}

/** Lets what comes beside a node have the dependents of that node. Returns what has got some that it had not. */
function inheritDependents(
  node: ConnectedNode,
  graph: ConnectedGraph,
  dependents: Dependents,
): Set<ConnectedNode> {
  const changed = new Set<ConnectedNode>();
  // What comes beside a node depends on it too, but not on its siblings: they would wait for each other.
  const siblings = new Set(node.provisioned.map(each => each.node));
  const heirs = node.provisioned.flatMap(each =>
    each.inheritDependents ? (graph.get(each.node) ?? []) : [],
  );
  for (const heir of heirs) {
    for (const dependent of dependents.get(node.node) ?? []) {
      const { needs } = graph.get(dependent)!;
      if (!siblings.has(dependent) && !needs.has(heir.node)) {
        addEdge(graph.get(dependent)!, heir.node, dependents);
        changed.add(heir);
      }
    }
  }
  return changed;
}

function addEdge(node: ConnectedNode, needed: NodeId, dependents: Dependents): void {
  node.needs.add(needed);
  addDependent(dependents, needed, node.node);
}

/** Members are found by the edges drawn so far, so that one collection does not depend on another. */
function addCollected(graph: ConnectedGraph, dependents: Dependents): void {
  for (const node of graph.values()) {
    for (const [name, { anchor, direction, type }] of sortedEntries(node.collecting)) {
      const neighbours =
        direction === 'dependencies' ? graph.get(anchor)?.needs : dependents.get(anchor);
      node.collected[name] = [...(neighbours ?? [])]
        .flatMap(each => graph.get(each) ?? [])
        .filter(each => each.type === type && each !== node)
        .sort((left, right) => compareText(left.id, right.id) || compareText(left.node, right.node))
        .map(each => each.node);
    }
  }
  for (const node of graph.values()) {
    for (const member of Object.values(node.collected).flat()) {
      node.follows.add(member);
    }
  }
}

/** Spreads workloads along what is asked for. */
function addWorkloads(graph: ConnectedGraph): void {
  const found = new Map<NodeId, Set<string>>([...graph.keys()].map(node => [node, new Set()]));
  for (const root of graph.values()) {
    if (root.type === WORKLOAD_TYPE) {
      spread(root.id, root.node, graph, found);
    }
  }
  for (const node of graph.values()) {
    node.workloads = [...found.get(node.node)!].sort(compareText);
  }
}

function spread(
  workload: string,
  root: NodeId,
  graph: ConnectedGraph,
  found: Map<NodeId, Set<string>>,
): void {
  const open = [root];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = graph.get(id);
    const workloads = found.get(id);
    // Another workload that this one waits for is not asked for by it.
    const isOther = node?.type === WORKLOAD_TYPE && id !== root;
    if (node && workloads && !workloads.has(workload) && !isOther) {
      workloads.add(workload);
      open.push(...node.needs, ...node.provisioned.map(each => each.node));
    }
  }
}
