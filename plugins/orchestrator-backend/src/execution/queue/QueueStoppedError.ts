import { CustomErrorBase } from '@backstage/errors';

/** The reason of an abort: this process stops, and another one goes on with the work. */
export class QueueStoppedError extends CustomErrorBase {
  name = 'QueueStoppedError' as const;

  constructor() {
    super('This worker stops; the work is handed over.');
  }
}
