import type { JsonObject } from '@tutti/score';
import type { ConnectedNode } from '../graph/GraphNode';
import { wasApplied } from '../graph/LedgerView';
import type { NodeFacts } from '../graph/resolveNode';
import type { LedgerRow, NodeId, PlanNode } from '../model';

/** What is decided so far, as later nodes see it. */
export class Decisions {
  readonly #nodes = new Map<NodeId, PlanNode>();
  readonly #facts = new Map<NodeId, NodeFacts>();
  #removed: ReadonlySet<NodeId>;

  private constructor(removed: ReadonlySet<NodeId>) {
    this.#removed = removed;
  }

  /** Nothing is decided, apart from the nodes that this deployment takes away. */
  static create(removed: ReadonlySet<NodeId>): Decisions {
    return new Decisions(removed);
  }

  /** Says which nodes are really destroyed, once that is decided. */
  settleRemovals(destroyed: ReadonlySet<NodeId>): void {
    this.#removed = destroyed;
  }

  /** Adds a node that is decided, or decided anew. */
  add(node: PlanNode, row: LedgerRow | undefined): void {
    this.#nodes.set(node.node, node);
    const outputs = outputsAfter(node, row);
    this.#facts.set(node.node, {
      ...(outputs && { outputs }),
      params: node.params,
      ...(node.workload !== undefined && { workload: node.workload }),
    });
  }

  /** All nodes, in the order in which they were decided. */
  nodes(): PlanNode[] {
    return [...this.#nodes.values()];
  }

  /** The facts of a node; nothing is known of one that is not decided. */
  readonly factsOf = (node: NodeId): NodeFacts => this.#facts.get(node) ?? { params: {} };

  /** Whether a node exists or will be made: others outside the scope take no part in collections and orders. */
  readonly takesPart = (node: NodeId): boolean => {
    const decided = this.#nodes.get(node);
    return !decided || decided.inScope || this.#facts.get(node)?.outputs !== undefined;
  };

  /** Whether a node in scope is blocked. */
  isBlocked(node: NodeId): boolean {
    const decided = this.#nodes.get(node);
    return decided?.action === 'blocked' && decided.inScope;
  }

  /** The first node whose manifests a delivery has to bring, or take away; in words. */
  deliveredChange(delivery: ConnectedNode, row: LedgerRow): string | undefined {
    const changed = [...delivery.follows].sort().find(producer => {
      const decided = this.#nodes.get(producer);
      return decided?.inScope && decided.action !== 'unchanged';
    });
    return changed ?? row.dependsOn.find(node => this.#removed.has(node));
  }
}

/** The outputs that a node has once the plan is carried out, as far as they are known beforehand. */
function outputsAfter(node: PlanNode, row: LedgerRow | undefined): JsonObject | undefined {
  if (!row || !wasApplied(row)) {
    return undefined;
  }
  switch (node.action) {
    case 'unchanged':
    case 'retain':
    case 'blocked':
      return row.outputs;
    case 'move':
    case 'adopt':
      return node.differences.length === 0 ? row.outputs : undefined;
    default:
      return undefined;
  }
}
