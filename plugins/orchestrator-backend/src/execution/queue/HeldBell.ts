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
 * succeed for so long that somebody else may have the bell, for instance because this process was frozen.
 */
export class HeldBell {
  readonly #options: HeldBellOptions;
  readonly #abort = new AbortController();
  #renewedAt = performance.now();
  #timer: NodeJS.Timeout | undefined;

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
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    this.#timer = setTimeout(() => this.#renew(), this.#options.interval);
    this.#timer.unref();
  }

  async #renew(): Promise<void> {
    const { bell, touch, lapse } = this.#options;
    const startedAt = performance.now();
    const held = await touch().catch(() => undefined); // undefined: the database did not answer
    if (held) {
      this.#renewedAt = startedAt;
    }
    if (held === false || performance.now() - this.#renewedAt > lapse) {
      this.#abort.abort(new BellLostError(bell.key));
      return;
    }
    this.#schedule();
  }
}
