import { ConformanceFailure } from './ConformanceFailure';

/**
 * Waits for an operation, but not for ever: a driver that hangs fails its rule with a sentence instead of holding up the
 * tests.
 *
 * @throws ConformanceFailure when the operation has not ended after `patience` milliseconds, or what it throws.
 */
export async function withinPatience<T>(
  work: Promise<T>,
  patience: number,
  operation: string,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new ConformanceFailure(`${operation} did not end within ${patience} ms.`)),
      patience,
    );
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
