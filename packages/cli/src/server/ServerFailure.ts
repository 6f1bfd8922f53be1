import { CustomErrorBase } from '@backstage/errors';

/** There is no answer of the server to go by: it cannot be reached, hung up, or something else answers in its place. */
export class ServerFailure extends CustomErrorBase {
  name = 'ServerFailure' as const;
  /** It may be over soon: a restart, for instance. */
  readonly isPassing: boolean;
  /** The call has not reached the server for sure, so nothing can have come of it. */
  readonly isUnsent: boolean;

  constructor(message: string, options: { isPassing?: boolean; isUnsent?: boolean } = {}) {
    super(message);
    this.isPassing = options.isPassing ?? false;
    this.isUnsent = options.isUnsent ?? false;
  }
}
