import type { DeploymentRecord } from '../database/deployments/DeploymentRecord';
import type { Submission } from './Deployments';

/** What somebody would submit to bring again what a deployment was to bring. */
export function submissionOf(deployment: DeploymentRecord): Submission {
  const { environmentUid, kind, delta, rolloutNodes, destroyRows } = deployment;
  const { rollback, originEnvironmentUid, warnings } = deployment;
  const { comment, commit, branch, tag } = deployment;
  return {
    ...{ environmentUid, kind, delta, rolloutNodes, destroyRows },
    ...{ rollback, originEnvironmentUid, warnings },
    ...{ comment, commit, branch, tag },
    planOnly: false,
    onBusy: 'queue',
  };
}
