import { setTimeout as sleep } from 'node:timers/promises';
import { driverErrorClass } from '@tutti/backstage-plugin-platform-orchestrator-node';

const LONGEST_DELAY = 30_000;

/** How {@link withRetries} tries again. */
export interface RetryOptions {
  /** Tries after the first one. */
  retries: number;
  /** Milliseconds before the second try; doubles each time. */
  delay: number;
  signal: AbortSignal;
  /** Told before each further try. */
  onRetry(error: unknown, delay: number): Promise<void>;
}

/**
 * Tries again after errors that a driver calls transient: with a wait that doubles, up to 30 s, of which a random part
 * between a half and all is waited, so that many nodes do not come back at the same moment.
 */
export async function withRetries<T>(options: RetryOptions, attempt: () => Promise<T>): Promise<T> {
  const { retries, signal, onRetry } = options;
  for (let tried = 0; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tried >= retries || signal.aborted || driverErrorClass(error) !== 'transient') {
        throw error;
      }
      const ceiling = Math.min(options.delay * 2 ** tried, LONGEST_DELAY);
      const delay = Math.round(ceiling * (0.5 + Math.random() / 2));
      await onRetry(error, delay);
      await sleep(delay, undefined, { signal });
    }
  }
}
