import { BellLostError } from './BellLostError';
import type { Bell } from './WorkQueue';

/** What {@link HeldBell} needs to stay held. */
export interface HeldBellOptions {
  bell: Bell;
  /** Renews the hold; false when it is lost. */
  touch: () => Promise<boolean>;
  /** Milliseconds between two renewals. */
  interval: number;
  /** Without a renewal for so many milliseconds others may take the bell. */
  lapse: number;
}

/**
 * A bell in hand, renewed while it is worked on. Its signal aborts when the renewal is refused, and when it did not
 * succeed for so long that somebody else may have the bell, for instance because this process was frozen, or because
 * the database does not answer and the connection does not say so.
 */
export class HeldBell {
  readonly #options: HeldBellOptions;
  readonly #abort = new AbortController();
  #renewedAt = performance.now();
  #renewal: NodeJS.Timeout | undefined;
  #lapse: NodeJS.Timeout | undefined;

  private constructor(options: HeldBellOptions) {
    this.#options = options;
  }

  static hold(options: HeldBellOptions): HeldBell {
    const held = new HeldBell(options);
    held.#schedule();
    return held;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Tells the worker to stop, with a reason. */
  abort(reason: Error): void {
    this.#abort.abort(reason);
  }

  /** Stops renewing. */
  release(): void {
    clearTimeout(this.#renewal);
    clearTimeout(this.#lapse);
  }

  #schedule(): void {
    const { interval, lapse } = this.#options;
    this.release();
    this.#renewal = setTimeout(() => this.#renew(), interval);
    this.#renewal.unref();
    // Runs even while a renewal hangs.
    this.#lapse = setTimeout(() => this.#lose(), this.#renewedAt + lapse - performance.now());
    this.#lapse.unref();
  }

  async #renew(): Promise<void> {
    const startedAt = performance.now();
    const held = await this.#options.touch().catch(() => undefined); // undefined: no answer
    if (held) {
      this.#renewedAt = startedAt;
    }
    if (held === false || performance.now() - this.#renewedAt > this.#options.lapse) {
      this.#lose();
    }
    if (!this.signal.aborted) {
      this.#schedule();
    }
  }

  #lose(): void {
    this.release();
    this.#abort.abort(new BellLostError(this.#options.bell.key));
  }
}
