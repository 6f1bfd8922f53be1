import { ConflictError } from '@backstage/errors';
import type { LockedEnvironment } from '../database/deployments/lockEnvironment';
import type { EnvironmentRecord } from '../environments/Environments';
import { deletesEnvironment } from './deletion/deletesEnvironment';
import type { Submission, SubmissionPrincipal } from './Deployments';
import { findHold } from './gates/findHold';
import { pauseSentence } from './gates/pauseSentence';

/**
 * Guards a submission by what its environment is: the caller has locked it. A plan changes nothing, so it is made as long as
 * there is an environment; a deletion is tried again where one has failed, and is not kept out by a pause; and what a
 * person has decided about is destroyed even where the environment is deleted, since that is where something may have been
 * left behind. Where it is paused, deployments wait unless the pause, or the submission, says otherwise. What a rollback
 * holds is not deployed by automation.
 *
 * @throws ConflictError saying what keeps it out, and what to do instead.
 */
export function assertTakesDeployment(
  locked: LockedEnvironment,
  environment: EnvironmentRecord,
  submission: Submission,
  principal: SubmissionPrincipal,
): void {
  const { status } = locked;
  const { planOnly, destroyRows } = submission;
  const name = `The environment ${environment.name} of ${environment.application}`;
  if (status === 'deleted' && !destroyRows) {
    throw new ConflictError(
      `${name} is deleted. What has its name now is another environment: look there.`,
    );
  }
  if (planOnly) {
    return;
  }
  if (status === 'deleting') {
    throw new ConflictError(
      `${name} is being deleted and takes no deployments: cancel its deletion, or wait for its end.`,
    );
  }
  if (status === 'delete-failed' && !destroyRows && !deletesEnvironment(submission)) {
    throw new ConflictError(
      `${name} is delete-failed: parts of it are gone. Delete it again, and create it anew.`,
    );
  }
  assertNotPaused(locked, environment, submission);
  assertNotHeld(locked, name, submission, principal);
}

function assertNotPaused(
  { status, pause }: LockedEnvironment,
  environment: EnvironmentRecord,
  submission: Submission,
): void {
  if (status !== 'paused' || !pause || deletesEnvironment(submission)) {
    return;
  }
  if (pause.refuses || submission.onBusy === 'refuse') {
    throw new ConflictError(
      `${pauseSentence(environment, pause)} Deployments are refused until somebody resumes it.`,
    );
  }
}

function assertNotHeld(
  { holds }: LockedEnvironment,
  name: string,
  submission: Submission,
  { automated }: SubmissionPrincipal,
): void {
  const hold = automated ? findHold(holds, submission) : undefined;
  if (hold) {
    throw new ConflictError(
      `${name}: the rollback ${hold.deployment.number} of ${hold.by} holds ${hold.workloads.join(', ')}, so no automation ` +
        'deploys it until a person releases it.',
    );
  }
}
