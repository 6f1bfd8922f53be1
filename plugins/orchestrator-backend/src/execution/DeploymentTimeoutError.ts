import { CustomErrorBase } from '@backstage/errors';

/** The reason of an abort: the deployment took longer than it may. */
export class DeploymentTimeoutError extends CustomErrorBase {
  name = 'DeploymentTimeoutError' as const;

  constructor(milliseconds: number) {
    super(
      `The deployment did not end within ${Math.round(milliseconds / 1000)} seconds ` +
        `(platformOrchestrator.worker.deploymentTimeout).`,
    );
  }
}
