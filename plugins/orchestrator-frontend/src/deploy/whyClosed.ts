import type { Environment } from '@tutti/backstage-plugin-platform-orchestrator-common';

/** Why an environment takes no deployments now, in a sentence; `undefined` when it does. A pause lets them wait unless it refuses them. */
export function whyClosed({ status, pause }: Environment): string | undefined {
  return status === 'active' || (status === 'paused' && !pause?.refuses)
    ? undefined
    : `The environment is ${status}.`;
}
