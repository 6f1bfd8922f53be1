import { cancelledError } from './DriverError';

/**
 * Stops a driver at this point when its operation was cancelled, timed out, or lost its lane.
 *
 * @throws DriverError of class `cancelled`, whatever the signal's own reason is.
 */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) {
    throw cancelledError();
  }
}

/**
 * Waits for a promise no longer than the operation may run. The work behind the promise goes on unless it is stopped by
 * its own means; its late result or error is dropped.
 *
 * @throws DriverError of class `cancelled` as soon as the signal is aborted, or what the promise throws.
 */
export async function untilCancelled<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(cancelledError());
  });
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) {
    onAbort();
  }
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
