import { NodeTimeoutError } from './NodeTimeoutError';

/**
 * Does work with a signal that aborts with another one, and after so many milliseconds with a NodeTimeoutError. Its timer ends with
 * the work: that of `AbortSignal.timeout` stays, with its signal and all that listens to it, for the quarter of an hour that
 * an operation may take.
 */
export async function withNodeTimeout<T>(
  outer: AbortSignal,
  timeout: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new NodeTimeoutError(timeout)), timeout);
  try {
    return await work(AbortSignal.any([outer, deadline.signal]));
  } finally {
    clearTimeout(timer);
  }
}
