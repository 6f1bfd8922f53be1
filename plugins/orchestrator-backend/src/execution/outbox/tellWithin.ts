/**
 * Waits for something, but no longer than so many milliseconds; whatever comes of it later is ignored.
 *
 * @throws Error when it takes longer.
 */
export async function tellWithin(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`It took longer than ${milliseconds / 1_000} s.`);
    timer = setTimeout(() => reject(error), milliseconds);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
