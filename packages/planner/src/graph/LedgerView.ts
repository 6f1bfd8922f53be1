import { compareText } from '@tutti/score';
import { parseNodeId } from '../model';
import type { LedgerRow, NodeId } from '../model';

/** The ledger of an environment, arranged by node. */
export class LedgerView {
  /** All rows, sorted by node, then incarnation. */
  readonly rows: readonly LedgerRow[];
  readonly #byNode = new Map<NodeId, LedgerRow[]>();
  readonly #currentByTypeAndId = new Map<string, LedgerRow[]>();

  private constructor(rows: readonly LedgerRow[]) {
    this.rows = [...rows].sort(
      (left, right) =>
        compareText(left.node, right.node) ||
        left.incarnation - right.incarnation ||
        compareText(left.uid, right.uid),
    );
    for (const row of this.rows) {
      const siblings = this.#byNode.get(row.node) ?? [];
      siblings.push(row);
      this.#byNode.set(row.node, siblings);
      if (row.role === 'current') {
        const { type, id } = parseNodeId(row.node);
        const alike = this.#currentByTypeAndId.get(`${type}#${id}`) ?? [];
        alike.push(row);
        this.#currentByTypeAndId.set(`${type}#${id}`, alike);
      }
    }
  }

  /** Arranges rows in whatever order they come. */
  static create(rows: readonly LedgerRow[]): LedgerView {
    return new LedgerView(rows);
  }

  /** The incarnation that is in use. */
  current(node: NodeId): LedgerRow | undefined {
    return this.#byNode.get(node)?.find(row => row.role === 'current');
  }

  /** The incarnations in use of a type and an id, of whatever class. */
  currentOf(type: string, id: string): readonly LedgerRow[] {
    return this.#currentByTypeAndId.get(`${type}#${id}`) ?? [];
  }

  /** The newest incarnation that was left behind and may still exist. */
  orphan(node: NodeId): LedgerRow | undefined {
    return this.#byNode
      .get(node)
      ?.findLast(row => row.role === 'orphan' && row.presence !== 'absent');
  }

  /** The number that a new incarnation gets. */
  nextIncarnation(node: NodeId): number {
    const rows = this.#byNode.get(node) ?? [];
    return Math.max(0, ...rows.map(row => row.incarnation)) + 1;
  }
}

/** Whether a driver has ever got as far as making something: a row is written before the driver is called. */
export function wasApplied(row: LedgerRow): boolean {
  return (
    row.settled ||
    row.presence === 'present' ||
    row.presence === 'unknown' ||
    row.externalId !== undefined ||
    Object.keys(row.outputs).length > 0
  );
}
