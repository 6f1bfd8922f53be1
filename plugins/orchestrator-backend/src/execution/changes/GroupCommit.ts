import { setImmediate as turn } from 'node:timers/promises';

/** What {@link GroupCommit.create} needs. */
export interface GroupCommitOptions<T> {
  /** Writes changes in one transaction: all of them or none. */
  commit(changes: T[]): Promise<void>;
  /** Runs work after the work that was asked for before. */
  inTurn(work: () => Promise<void>): Promise<void>;
  /** Whether an error means that no transaction of this owner can be committed any more. */
  isFinal(error: unknown): boolean;
}

interface WaitingChange<T> {
  change: T;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Commits together what several steps want written at the same time. Those that come while a transaction runs are the
 * next group. When a group cannot be committed, each of its changes is tried by itself, so that one that is wrong does
 * not take the others with it. Whoever wrote hears of its own change only once that has committed.
 */
export class GroupCommit<T> {
  readonly #options: GroupCommitOptions<T>;
  #waiting: WaitingChange<T>[] = [];

  private constructor(options: GroupCommitOptions<T>) {
    this.#options = options;
  }

  static create<T>(options: GroupCommitOptions<T>): GroupCommit<T> {
    return new GroupCommit(options);
  }

  /** Resolves once the change has committed; rejects with what kept it from that. */
  write(change: T): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.#waiting.push({ change, resolve, reject });
      if (this.#waiting.length === 1) {
        // It never rejects: each change hears of its own failure.
        void this.#options.inTurn(() => this.#commitWaiting());
      }
    });
  }

  async #commitWaiting(): Promise<void> {
    await turn(); // what becomes ready in this turn of the event loop goes along
    const group = this.#waiting;
    this.#waiting = [];
    try {
      await this.#options.commit(group.map(({ change }) => change));
    } catch (error) {
      if (group.length > 1 && !this.#options.isFinal(error)) {
        await this.#commitEach(group);
      } else {
        group.forEach(({ reject }) => reject(error));
      }
      return;
    }
    group.forEach(({ resolve }) => resolve());
  }

  async #commitEach(group: WaitingChange<T>[]): Promise<void> {
    for (const { change, resolve, reject } of group) {
      try {
        await this.#options.commit([change]);
        resolve();
      } catch (error) {
        reject(error);
      }
    }
  }
}
