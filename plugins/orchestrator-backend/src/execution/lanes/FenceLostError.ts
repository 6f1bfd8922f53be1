import { CustomErrorBase } from '@backstage/errors';

/** Another worker has taken the lane over: whoever gets this may write nothing any more. */
export class FenceLostError extends CustomErrorBase {
  name = 'FenceLostError' as const;

  constructor(environmentUid: string) {
    super(`Another worker owns the lane of environment ${environmentUid}.`);
  }
}
