import type { DeploymentDelta, DeploymentSet } from '@tutti/planner';
import type { DeploymentRecord } from '../../database/deployments/DeploymentRecord';
import { deletesEnvironment } from '../../deployments/deletion/deletesEnvironment';

/**
 * What a deployment changes, now that its turn has come. Mostly that is what was submitted; but what is said about the
 * environment as it is then, and not about what was there when it was asked for, is found out only now: a deletion takes
 * out all that is there.
 *
 * @param base - what is wanted of the environment
 */
export function deltaInForce(
  deployment: Pick<DeploymentRecord, 'kind' | 'delta' | 'destroyRows'>,
  base: DeploymentSet,
): DeploymentDelta {
  return deletesEnvironment(deployment)
    ? { upsert: {}, remove: Object.keys(base.workloads).sort() }
    : deployment.delta;
}
