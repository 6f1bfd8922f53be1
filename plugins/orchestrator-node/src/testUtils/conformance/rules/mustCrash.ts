import { ConformanceFailure } from '../ConformanceFailure';

/**
 * Lets the process die just before an effect of an operation, counted from 1 by the calls of `assertOwned`.
 *
 * @throws ConformanceFailure when the driver goes on all the same, and what it throws before it comes to that effect.
 */
export async function mustCrash(
  place: number,
  operate: (onAssertOwned: (call: number) => void) => Promise<unknown>,
): Promise<void> {
  let crashed = false;
  try {
    await operate(call => {
      if (call === place) {
        crashed = true;
        throw new Error('The process dies here.');
      }
    });
  } catch (error) {
    if (!crashed) {
      throw error;
    }
    return;
  }
  throw new ConformanceFailure(
    'The driver went on after "assertOwned" had thrown: it must let the error pass.',
  );
}
