import { CustomErrorBase } from '@backstage/errors';

/** One operation on one node took too long. */
export class NodeTimeoutError extends CustomErrorBase {
  name = 'NodeTimeoutError' as const;

  /** @param timeout - in milliseconds */
  constructor(timeout: number) {
    const seconds = Number((timeout / 1000).toFixed(1));
    super(
      `It did not end within ${seconds} seconds. Should it need longer, raise timeout of the driver in ` +
        'platformOrchestrator.drivers, or platformOrchestrator.worker.nodeTimeout.',
    );
  }
}
