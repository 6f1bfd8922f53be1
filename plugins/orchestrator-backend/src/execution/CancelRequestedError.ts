import { CustomErrorBase } from '@backstage/errors';

/** The reason of an abort: somebody asked the deployment to stop. */
export class CancelRequestedError extends CustomErrorBase {
  name = 'CancelRequestedError' as const;

  constructor(readonly requestedBy: string) {
    super(`Cancelled by ${requestedBy}.`);
  }
}
