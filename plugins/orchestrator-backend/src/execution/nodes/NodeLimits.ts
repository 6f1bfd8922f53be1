/** What a piece of work counts against: a driver, a type of environments, one deployment. */
export interface LimitedBy {
  key: string;
  /** At most so many at a time. */
  limit: number;
}

interface Waiting {
  by: readonly LimitedBy[];
  start(): void;
}

/**
 * Bounds how much is under way at a time, by any number of limits at once. Work gets all that it counts against or
 * nothing, so nobody holds one thing while waiting for another. It goes in the order of asking; whoever has to wait does
 * not hold up those behind it that count against something else.
 */
export class NodeLimits {
  readonly #taken = new Map<string, number>();
  readonly #waiting = new Set<Waiting>();

  static create(): NodeLimits {
    return new NodeLimits();
  }

  /**
   * Waits until there is room.
   *
   * @returns gives the room back; calling it twice does nothing more
   * @throws the signal's reason when it aborts first
   */
  async take(by: readonly LimitedBy[], signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    await this.#wait(by, signal);
    let given = false;
    return () => {
      if (!given) {
        given = true;
        for (const { key } of by) {
          this.#count(key, -1);
        }
        this.#startWhatFits();
      }
    };
  }

  #wait(by: readonly LimitedBy[], signal: AbortSignal): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const waiting: Waiting = { by, start: () => undefined };
      const stop = () => {
        this.#waiting.delete(waiting);
        reject(signal.reason);
      };
      waiting.start = () => {
        signal.removeEventListener('abort', stop);
        resolve();
      };
      signal.addEventListener('abort', stop, { once: true });
      this.#waiting.add(waiting);
      this.#startWhatFits();
    });
  }

  #startWhatFits(): void {
    for (const waiting of this.#waiting) {
      if (waiting.by.every(({ key, limit }) => (this.#taken.get(key) ?? 0) < limit)) {
        this.#waiting.delete(waiting);
        for (const { key } of waiting.by) {
          this.#count(key, 1);
        }
        waiting.start();
      }
    }
  }

  #count(key: string, change: number): void {
    const count = (this.#taken.get(key) ?? 0) + change;
    if (count > 0) {
      this.#taken.set(key, count);
    } else {
      this.#taken.delete(key);
    }
  }
}
