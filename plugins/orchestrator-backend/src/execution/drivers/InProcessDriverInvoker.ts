import type { Driver, DriverContext } from '@tutti/backstage-plugin-platform-orchestrator-node';
import type { DriverInvoker, DriverOperation } from './DriverInvoker';
import { DriverUnresponsiveError } from './DriverUnresponsiveError';

/** Calls drivers in this process, and stops waiting for one that ignores its signal. */
export class InProcessDriverInvoker implements DriverInvoker {
  readonly #abortGrace: number;

  private constructor(abortGrace: number) {
    this.#abortGrace = abortGrace;
  }

  /** @param options - `abortGrace`: milliseconds that a driver may take after its signal aborted. */
  static create(options: { abortGrace: number }): InProcessDriverInvoker {
    return new InProcessDriverInvoker(options.abortGrace);
  }

  async invoke<K extends DriverOperation>(
    driver: Driver,
    operation: K,
    context: DriverContext,
  ): Promise<Awaited<ReturnType<Driver[K]>>> {
    const { signal } = context;
    signal.throwIfAborted();
    let timer: NodeJS.Timeout | undefined;
    let onAbort = () => {};
    const unresponsive = new Promise<never>((_resolve, reject) => {
      onAbort = () => {
        timer = setTimeout(
          () => reject(new DriverUnresponsiveError(driver.id, operation)),
          this.#abortGrace,
        );
      };
      signal.addEventListener('abort', onAbort, { once: true });
    });
    try {
      const call = driver[operation](context) as Promise<Awaited<ReturnType<Driver[K]>>>;
      return await Promise.race([call, unresponsive]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  }
}
