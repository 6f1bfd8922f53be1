import type { NodeId } from '@tutti/planner';
import type { LedgerEntry } from '../../database/ledger/LedgerEntry';

/** Every incarnation of an environment as last written, by uid and, the current ones, by node. */
export class LedgerIndex {
  readonly #entries = new Map<string, LedgerEntry>();
  readonly #current = new Map<NodeId, string>();

  static create(entries: readonly LedgerEntry[]): LedgerIndex {
    const index = new LedgerIndex();
    for (const entry of entries) {
      index.set(entry);
    }
    return index;
  }

  get(uid: string): LedgerEntry | undefined {
    return this.#entries.get(uid);
  }

  /** The current incarnation of a node. */
  current(node: NodeId): LedgerEntry | undefined {
    const uid = this.#current.get(node);
    return uid === undefined ? undefined : this.#entries.get(uid);
  }

  set(entry: LedgerEntry): void {
    this.#forget(entry.uid);
    this.#entries.set(entry.uid, entry);
    if (entry.role === 'current') {
      this.#current.set(entry.node, entry.uid);
    }
  }

  /** Changes some columns of an incarnation that is still there. */
  change(uid: string, changes: Partial<LedgerEntry>): void {
    const entry = this.#entries.get(uid);
    if (entry) {
      this.set({ ...entry, ...changes });
    }
  }

  delete(uid: string): void {
    this.#forget(uid);
    this.#entries.delete(uid);
  }

  values(): IterableIterator<LedgerEntry> {
    return this.#entries.values();
  }

  #forget(uid: string): void {
    const before = this.#entries.get(uid);
    if (before && this.#current.get(before.node) === uid) {
      this.#current.delete(before.node);
    }
  }
}
