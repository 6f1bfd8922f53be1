import type { DeploymentDelta, DeploymentSet } from '@tutti/planner';
import type { DeploymentRecord } from '../../database/deployments/DeploymentRecord';
import { deletesEnvironment } from '../../deployments/deletion/deletesEnvironment';

/**
 * What a deployment changes, now that its turn has come. Mostly that is what was submitted; but what is said about the
 * environment as it is then, and not about what was there when it was asked for, is found out only now: a deletion takes
 * out all that is there, a rollback of the whole environment all that was not there then, and a refresh leaves workloads
 * as they are.
 *
 * @param base - what is wanted of the environment
 */
export function deltaInForce(
  deployment: Pick<DeploymentRecord, 'kind' | 'delta' | 'destroyRows' | 'rollback'>,
  base: DeploymentSet,
): DeploymentDelta {
  const { kind, delta, rollback } = deployment;
  const there = Object.keys(base.workloads).sort();
  if (deletesEnvironment(deployment)) {
    return { upsert: {}, remove: there };
  }
  if (rollback?.wholeEnvironment) {
    return { ...delta, remove: there.filter(name => !Object.hasOwn(delta.upsert, name)) };
  }
  if (kind === 'refresh') {
    const named = there.filter(name => Object.hasOwn(delta.upsert, name));
    return {
      upsert: Object.fromEntries(named.map(name => [name, base.workloads[name]])),
      remove: [],
    };
  }
  return delta;
}
