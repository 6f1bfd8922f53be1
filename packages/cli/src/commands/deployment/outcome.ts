import { isFinal } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { Deployment } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { exitCodes } from '../../program/exitCodes';
import type { ExitCode } from '../../program/exitCodes';

/** How a command ends that has waited for a deployment. */
export function outcomeOf({ status }: Deployment): ExitCode {
  if (!isFinal(status)) {
    return exitCodes.unfinished;
  }
  return status === 'succeeded' || status === 'planned' ? exitCodes.ok : exitCodes.no;
}
