import { setTimeout as sleep } from 'node:timers/promises';
import { isFinal } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type {
  Deployment,
  DeploymentStatus,
} from '@tutti/backstage-plugin-platform-orchestrator-common';

const FIRST_PAUSE_MILLISECONDS = 250;
const LONGEST_PAUSE_MILLISECONDS = 5_000;

/** Options of {@link waitForDeployment}. */
export interface WaitForDeploymentOptions {
  load: () => Promise<Deployment>;
  /** Called for every status that has not been seen yet. */
  onStatus: (status: DeploymentStatus) => void;
  timeoutMilliseconds: number;
  signal?: AbortSignal;
}

/**
 * Waits until a deployment has ended, asking less and less often.
 *
 * @throws Error when it takes longer than it may, or when the waiting is aborted; the deployment itself goes on.
 */
export async function waitForDeployment(options: WaitForDeploymentOptions): Promise<Deployment> {
  const { load, onStatus, timeoutMilliseconds, signal } = options;
  const deadline = Date.now() + timeoutMilliseconds;
  let pause = FIRST_PAUSE_MILLISECONDS;
  let seen: DeploymentStatus | undefined;
  for (;;) {
    const deployment = await load();
    if (deployment.status !== seen) {
      seen = deployment.status;
      onStatus(seen);
    }
    if (isFinal(deployment.status)) {
      return deployment;
    }
    if (Date.now() + pause > deadline) {
      throw new Error(
        `The deployment #${deployment.number} is still ${deployment.status} after ${timeoutMilliseconds / 1000} seconds. It goes on; look at it later, or wait longer with timeoutSeconds.`,
      );
    }
    await sleep(pause, undefined, { signal }).catch(error => {
      // The reason of whoever aborted says more than that it was aborted.
      signal?.throwIfAborted();
      throw error;
    });
    pause = Math.min(pause * 1.5, LONGEST_PAUSE_MILLISECONDS);
  }
}
