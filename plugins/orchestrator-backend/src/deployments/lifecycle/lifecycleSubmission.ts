import type { DeploymentSet } from '@tutti/planner';
import type { EnvironmentRecord } from '../../environments/Environments';
import type { LifecycleOptions, LifecycleRequest, Submission } from '../Deployments';

/**
 * The submission that does what somebody asks of an environment, from what is true of it now. The caller holds the
 * environment's lock.
 *
 * @param base - what is wanted of the environment
 */
export function lifecycleSubmission(
  environment: EnvironmentRecord,
  request: LifecycleRequest & LifecycleOptions,
  base: DeploymentSet,
): Submission {
  const { planOnly, onBusy, comment } = request;
  return {
    ...{ environmentUid: environment.uid, planOnly, onBusy, comment },
    kind: 'destroy',
    delta: { upsert: {}, remove: Object.keys(base.workloads).sort() },
  };
}
