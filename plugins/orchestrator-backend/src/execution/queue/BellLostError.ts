import { CustomErrorBase } from '@backstage/errors';

/** The reason of an abort: another worker answers the bell now, or may do so at any moment. */
export class BellLostError extends CustomErrorBase {
  name = 'BellLostError' as const;

  constructor(key: string) {
    super(`The bell of ${key} is no longer held by this worker.`);
  }
}
