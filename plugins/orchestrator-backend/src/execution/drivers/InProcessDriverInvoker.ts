import {
  isAdopting,
  permanentError,
  type Driver,
  type DriverContext,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { checkDriverAnswer } from './checkDriverAnswer';
import { DriverAnswerError } from './DriverAnswerError';
import type { DriverAnswer, DriverInvoker, DriverOperation } from './DriverInvoker';
import { DriverUnresponsiveError } from './DriverUnresponsiveError';

/**
 * Calls drivers in this process, stops waiting for one that ignores its signal, and lets through only answers that are as
 * the contract says. A driver that blocks the event loop blocks all others of this process too; what is late for it is
 * late for them, but an answer that came counts.
 */
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
  ): Promise<DriverAnswer<K>> {
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
      const call = begin(driver, operation, context) as Promise<DriverAnswer<K>>;
      const answer = await Promise.race([call, unresponsive]);
      const problem = checkDriverAnswer(operation, answer);
      if (problem) {
        throw new DriverAnswerError(driver.id, operation, problem);
      }
      return answer;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  }
}

function begin(driver: Driver, operation: DriverOperation, context: DriverContext) {
  if (operation !== 'adopt') {
    return driver[operation](context);
  }
  if (!driver.adopt || !isAdopting(context)) {
    throw permanentError(`The driver ${driver.id} has nothing to adopt, or cannot adopt anything.`);
  }
  return driver.adopt(context);
}
