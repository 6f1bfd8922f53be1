import { compareText } from '@tutti/score';
import type { Problem } from '@tutti/score';
import { KUBERNETES_CLUSTER_TYPE, KUBERNETES_DELIVERY_TYPE, nodeId } from '../model';
import type { NodeId } from '../model';
import type { ConnectedGraph } from './connectGraph';
import type { ConnectedNode } from './GraphNode';
import { NO_SCOPE } from './NodeRequest';
import type { NodeRequest } from './NodeRequest';
import { definitionPlace, planProblem } from './planProblem';

/** The alias by which the definition of a delivery reads its cluster, declared or not. */
export const CLUSTER_ALIAS = 'cluster';

/** Delivery node → the cluster that it delivers to and the nodes whose manifests it takes. */
export type Deliveries = Map<NodeId, { cluster: ConnectedNode; producers: ConnectedNode[] }>;

/**
 * Finds the cluster of every node that produces manifests: the nearest one that it depends on. A node without one, or
 * with several equally near, gets a problem.
 */
export function findDeliveries(graph: ConnectedGraph): Deliveries {
  const deliveries: Deliveries = new Map();
  for (const producer of graph.values()) {
    if (!producer.driver?.producesManifests) {
      continue;
    }
    const clusters = nearestClusters(producer, graph);
    if (clusters.length === 0 && lacksDependency(producer)) {
      // What could not be asked for may have led to the cluster; that is the one problem to solve.
      continue;
    }
    if (clusters.length !== 1) {
      producer.problems = [...producer.problems, clusterProblem(producer, clusters)];
      continue;
    }
    const [cluster] = clusters;
    const delivery = deliveryOf(cluster);
    const known = deliveries.get(delivery) ?? { cluster, producers: [] };
    known.producers.push(producer);
    deliveries.set(delivery, known);
  }
  return deliveries;
}

/** The requests for the deliveries: each producer asks for the one of its cluster. */
export function deliveryRequests(deliveries: Deliveries): NodeRequest[] {
  return [...deliveries].flatMap(([node, { cluster, producers }]) =>
    producers.map(producer => ({
      node,
      type: KUBERNETES_DELIVERY_TYPE,
      class: cluster.class,
      id: cluster.id,
      relation: 'delivery' as const,
      requester: producer.node,
      scope: NO_SCOPE,
      place: { source: `delivery to ${cluster.node}`, pointer: '' },
    })),
  );
}

/** Connects the deliveries of a graph that holds their nodes. */
export function connectDeliveries(graph: ConnectedGraph, deliveries: Deliveries): void {
  for (const [id, { cluster, producers }] of deliveries) {
    const delivery = graph.get(id);
    if (!delivery) {
      continue;
    }
    delivery.dependencies = { ...delivery.dependencies, [CLUSTER_ALIAS]: cluster.node };
    delivery.needs.add(cluster.node);
    for (const producer of producers) {
      delivery.follows.add(producer.node);
    }
    addWorkloads(delivery, new Set(producers.flatMap(each => each.workloads)), graph);
  }
}

/** A delivery is asked for by the workloads that it delivers, and with it what it needs. */
function addWorkloads(
  node: ConnectedNode,
  added: ReadonlySet<string>,
  graph: ConnectedGraph,
): void {
  const open: (ConnectedNode | undefined)[] = [node];
  while (open.length > 0) {
    const next = open.pop();
    const workloads = new Set([...(next?.workloads ?? []), ...added]);
    if (next && workloads.size > next.workloads.length) {
      next.workloads = [...workloads].sort(compareText);
      for (const needed of next.needs) {
        open.push(graph.get(needed));
      }
    }
  }
}

function deliveryOf(cluster: ConnectedNode): NodeId {
  return nodeId({ type: KUBERNETES_DELIVERY_TYPE, class: cluster.class, id: cluster.id });
}

function nearestClusters(producer: ConnectedNode, graph: ConnectedGraph): ConnectedNode[] {
  const seen = new Set<NodeId>([producer.node]);
  for (let level = [producer]; level.length > 0;) {
    const next: ConnectedNode[] = [];
    for (const needed of level.flatMap(node => [...node.needs])) {
      const node = graph.get(needed);
      if (node && !seen.has(needed)) {
        seen.add(needed);
        next.push(node);
      }
    }
    const clusters = next.filter(node => node.type === KUBERNETES_CLUSTER_TYPE);
    if (clusters.length > 0) {
      return clusters.sort((left, right) => compareText(left.node, right.node));
    }
    level = next;
  }
  return [];
}

function lacksDependency({ definition, dependencies }: ConnectedNode): boolean {
  const declared = Object.keys(definition?.spec.dependencies ?? {});
  return declared.some(alias => !Object.hasOwn(dependencies, alias));
}

function clusterProblem(producer: ConnectedNode, clusters: ConnectedNode[]): Problem {
  const definition = producer.definition!.name;
  const place = definitionPlace(definition, '/spec/dependencies');
  const what = `${producer.node} (definition ${definition}) makes manifests`;
  return clusters.length === 0
    ? planProblem('no-cluster', `${what}, but depends on no cluster.`, place, {
        hint: 'Add dependencies: { cluster: { type: k8s-cluster } } to the definition.',
      })
    : planProblem(
        'several-clusters',
        `${what}, but depends on several clusters: ${clusters.map(each => each.node).join(', ')}.`,
        place,
        { hint: 'Declare in the definition the one cluster that its manifests are for.' },
      );
}
