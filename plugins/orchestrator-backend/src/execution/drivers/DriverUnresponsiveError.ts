import { CustomErrorBase } from '@backstage/errors';

/** A driver was told to stop and did not come back: nobody knows what it has done, or does still. */
export class DriverUnresponsiveError extends CustomErrorBase {
  name = 'DriverUnresponsiveError' as const;

  constructor(driver: string, operation: string) {
    super(`The driver ${driver} was told to stop during ${operation} and has not answered.`);
  }
}
