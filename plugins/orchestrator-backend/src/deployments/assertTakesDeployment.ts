import { ConflictError } from '@backstage/errors';
import type { LockedEnvironment } from '../database/deployments/lockEnvironment';
import type { EnvironmentRecord } from '../environments/Environments';
import type { Submission } from './Deployments';
import { deletesEnvironment } from './deletion/deletesEnvironment';

/**
 * Guards a submission by the status of its environment, which the caller has locked. A plan changes nothing, so it is
 * made as long as there is an environment; a deletion is tried again where one has failed; and what a person has decided
 * about is destroyed even where the environment is deleted, since that is where something may have been left behind.
 *
 * @throws ConflictError saying what the environment is, and what to do instead.
 */
export function assertTakesDeployment(
  { status }: LockedEnvironment,
  environment: EnvironmentRecord,
  submission: Submission,
): void {
  const { planOnly, destroyRows } = submission;
  const name = `The environment ${environment.name} of ${environment.application}`;
  if (status === 'active') {
    return;
  }
  if (destroyRows && status !== 'deleting') {
    return;
  }
  if (status === 'deleted') {
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
  if (status === 'delete-failed' && !deletesEnvironment(submission)) {
    throw new ConflictError(
      `${name} is delete-failed: parts of it are gone. Delete it again, and create it anew.`,
    );
  }
}
