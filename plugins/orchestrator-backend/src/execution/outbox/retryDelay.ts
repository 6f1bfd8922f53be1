/** Bounds of {@link retryDelay}, in seconds. */
export interface RetryBounds {
  first: number;
  longest: number;
}

/**
 * Seconds until something that failed is tried again: doubled with every attempt up to the longest, less up to half of
 * that by chance, so that what failed together does not come back together.
 *
 * @param attempts - failed attempts before this one.
 */
export function retryDelay(attempts: number, bounds: RetryBounds): number {
  const whole = Math.min(bounds.longest, bounds.first * 2 ** Math.min(attempts, 30));
  return whole * (1 - Math.random() / 2);
}
