import os from 'node:os';

const INTERVAL = 100;
/** What a machine that is not overloaded stays below, in milliseconds. */
const USUAL = 500;

/** Watches how late this process gets its turn: by that, a machine that is slow is told from a product that is wrong. */
export class Lateness {
  #worst = 0;
  #timer: NodeJS.Timeout | undefined;

  private constructor() {}

  static watch(): Lateness {
    const lateness = new Lateness();
    let last = performance.now();
    lateness.#timer = setInterval(() => {
      const now = performance.now();
      lateness.#worst = Math.max(lateness.#worst, now - last - INTERVAL);
      last = now;
    }, INTERVAL);
    return lateness;
  }

  /** Begins to look anew. */
  forget(): void {
    this.#worst = 0;
  }

  /** What is to be said beside something that took too long; undefined when the machine was fast enough. */
  excuse(): string | undefined {
    const [load] = os.loadavg();
    const cores = os.cpus().length;
    const isBusy = load > 2 * cores;
    return this.#worst > USUAL || isBusy
      ? `This machine may be too slow for it: the rig got its turn up to ${(this.#worst / 1_000).toFixed(1)} s late, and the load is ${load.toFixed(1)} on ${cores} cores.`
      : undefined;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
