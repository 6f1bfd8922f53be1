import type { NodeId, PlanAction } from '@tutti/planner';

/** What a schedule has to know of a node. */
export interface ScheduledNode {
  /** Place in the plan, where dependencies come first and what is taken away last. */
  position: number;
  node: NodeId;
  action: PlanAction;
  /** Nodes that it needs; those that are not part of the schedule are there already. */
  dependsOn: readonly NodeId[];
  /** The node whose row it takes over. */
  movedFrom?: NodeId;
}

/** Kept before what is only left behind, and that before what is destroyed. */
const STAGES: readonly PlanAction[][] = [['retain'], ['destroy']];

/**
 * In which order nodes may be worked on, some of them at the same time. A node is ready once everything that it waits
 * for has ended, however it ended; whether it can be worked on then is for others to say (`blockerOf`).
 *
 * - What is made waits for what it needs; so a delivery waits for all that it brings.
 * - What takes the place of a node that is moved away waits for the move.
 * - What is kept as an orphan waits for all that is made, and what is destroyed for all of both; of what is destroyed,
 *   consumers go first.
 *
 * Should nodes wait for each other in a circle, the first of them in the plan's order goes, so a schedule never ends
 * with something left. All nodes are looked at once, and each edge once, however many there are.
 */
export class NodeSchedule {
  readonly #nodes = new Map<number, ScheduledNode>();
  readonly #waitsFor = new Map<number, number>();
  readonly #waiters = new Map<number, number[]>();
  readonly #ready = new Set<number>();
  readonly #open: number[] = [0, 0, 0];
  readonly #held: number[][] = [[], [], []];
  #taken = 0;

  private constructor(nodes: readonly ScheduledNode[]) {
    for (const node of [...nodes].sort((left, right) => left.position - right.position)) {
      this.#nodes.set(node.position, node);
      this.#open[stageOf(node)] += 1;
    }
    this.#connect();
    for (const position of this.#nodes.keys()) {
      this.#offer(position);
    }
  }

  /** @param nodes - those that have not ended yet */
  static create(nodes: readonly ScheduledNode[]): NodeSchedule {
    return new NodeSchedule(nodes);
  }

  /** Whether every node has ended. */
  get isDone(): boolean {
    return this.#nodes.size === 0;
  }

  /** Nodes that may be worked on, in the plan's order, and that nobody has taken. */
  ready(): number[] {
    if (this.#ready.size === 0 && this.#taken === 0 && this.#nodes.size > 0) {
      this.#ready.add(Math.min(...this.#nodes.keys()));
    }
    return [...this.#ready].sort((left, right) => left - right);
  }

  /** Somebody works on a ready node from now on. */
  take(position: number): void {
    this.#ready.delete(position);
    this.#taken += 1;
  }

  /** A node that was taken has ended. */
  end(position: number): void {
    const node = this.#nodes.get(position);
    if (!node) {
      return;
    }
    this.#taken -= 1;
    this.#nodes.delete(position);
    this.#open[stageOf(node)] -= 1;
    for (const waiter of this.#waiters.get(position) ?? []) {
      this.#waitsFor.set(waiter, this.#waitsFor.get(waiter)! - 1);
      this.#offer(waiter);
    }
    for (const stage of [1, 2]) {
      if (this.#isOpen(stage)) {
        const held = this.#held[stage];
        this.#held[stage] = [];
        held.forEach(each => this.#offer(each));
      }
    }
  }

  #offer(position: number): void {
    const node = this.#nodes.get(position);
    if (!node || (this.#waitsFor.get(position) ?? 0) > 0) {
      return;
    }
    if (this.#isOpen(stageOf(node))) {
      this.#ready.add(position);
    } else {
      this.#held[stageOf(node)].push(position);
    }
  }

  #isOpen(stage: number): boolean {
    return this.#open.slice(0, stage).every(count => count === 0);
  }

  #connect(): void {
    const byNode = new Map<NodeId, number[]>();
    for (const { node, position } of this.#nodes.values()) {
      byNode.set(node, [...(byNode.get(node) ?? []), position]);
    }
    for (const node of this.#nodes.values()) {
      const stage = stageOf(node);
      for (const needed of new Set(node.dependsOn)) {
        for (const other of byNode.get(needed) ?? []) {
          if (stageOf(this.#nodes.get(other)!) === stage) {
            // What is left behind or destroyed goes before what it uses.
            this.#wait(stage === 0 ? [node.position, other] : [other, node.position]);
          }
        }
      }
      for (const follower of node.movedFrom === undefined
        ? []
        : (byNode.get(node.movedFrom) ?? [])) {
        this.#wait([follower, node.position]);
      }
    }
  }

  #wait([waiter, other]: [number, number]): void {
    if (waiter !== other) {
      this.#waitsFor.set(waiter, (this.#waitsFor.get(waiter) ?? 0) + 1);
      const waiters = this.#waiters.get(other) ?? [];
      waiters.push(waiter);
      this.#waiters.set(other, waiters);
    }
  }
}

function stageOf({ action }: ScheduledNode): number {
  return STAGES.findIndex(actions => actions.includes(action)) + 1;
}
