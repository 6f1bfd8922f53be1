/** Waits so many milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });
}

/**
 * Looks until there is something.
 *
 * @throws Error when there is nothing within so many milliseconds
 */
export async function until<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  within = 60_000,
): Promise<T> {
  const deadline = Date.now() + within;
  for (;;) {
    const found = await look();
    if (found !== undefined) {
      return found;
    }
    if (Date.now() > deadline) {
      throw new Error(`${what}: nothing within ${within / 1000} s.`);
    }
    await pause(50);
  }
}
