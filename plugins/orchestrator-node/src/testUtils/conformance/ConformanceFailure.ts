import { isDeepStrictEqual } from 'node:util';
import { CustomErrorBase } from '@backstage/errors';
import { driverErrorClass, type DriverErrorClass } from '../../drivers/DriverError';

/** A driver broke a rule of the contract. The message says which, and what was seen. */
export class ConformanceFailure extends CustomErrorBase {
  name = 'ConformanceFailure' as const;
}

/** @throws ConformanceFailure with the message when the condition does not hold. */
export function mustHold(condition: boolean, message: string): asserts condition {
  if (!condition) {
    throw new ConformanceFailure(message);
  }
}

/** @throws ConformanceFailure with the message and both values when they are not deeply equal. */
export function mustEqual(actual: unknown, expected: unknown, message: string): void {
  if (!isDeepStrictEqual(actual, expected)) {
    throw new ConformanceFailure(`${message} Expected: ${show(expected)}. Seen: ${show(actual)}.`);
  }
}

/** @throws ConformanceFailure when the work ends well, or with an error that is no driver error of one of the classes. */
export async function mustFailAs(
  classes: DriverErrorClass[],
  work: Promise<unknown>,
  operation: string,
): Promise<void> {
  const wanted = classes.join(' or ');
  let error: unknown;
  try {
    await work;
  } catch (thrown) {
    error = thrown;
  }
  mustHold(error !== undefined, `${operation} ended well, and must end as ${wanted}.`);
  if (error instanceof ConformanceFailure) {
    throw error;
  }
  const isDriverError = (error as { name?: string }).name === 'DriverError';
  mustHold(
    isDriverError && classes.includes(driverErrorClass(error)),
    `${operation} must end with a DriverError of class ${wanted}, and ended with ${
      isDriverError ? `class ${driverErrorClass(error)}` : 'another error'
    }: ${error}`,
  );
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'undefined';
}
