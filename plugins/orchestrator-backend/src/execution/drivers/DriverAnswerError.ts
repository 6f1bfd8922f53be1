import { CustomErrorBase } from '@backstage/errors';

/** A driver answered with something that cannot be kept: its effect may have happened, so nobody knows the outcome. */
export class DriverAnswerError extends CustomErrorBase {
  name = 'DriverAnswerError' as const;

  constructor(driver: string, operation: string, problem: string) {
    super(
      `The driver ${driver} answered ${operation} with something that cannot be kept: ${problem}. This is a mistake in ` +
        'the driver; what it did is done again, under the same idempotency key, by the next deployment.',
    );
  }
}
