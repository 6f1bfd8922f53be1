/** Rings whenever something may have been cancelled, so that whoever watches a deployment looks at once. */
export class CancelBell {
  readonly #looks = new Set<() => void>();

  static create(): CancelBell {
    return new CancelBell();
  }

  /** @returns takes the watcher off again */
  add(look: () => void): () => void {
    this.#looks.add(look);
    return () => this.#looks.delete(look);
  }

  ring(): void {
    for (const look of this.#looks) {
      look();
    }
  }
}
