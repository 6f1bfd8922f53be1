import { InputError } from '@backstage/errors';
import type { DeploymentSet } from '@tutti/planner';
import type { LifecycleRequest, Submission } from '../Deployments';
import { listOf } from './listOf';

/**
 * Brings what is wanted to the definition versions that are the defaults now, and to the shared values of now; workloads
 * stay as they are.
 *
 * @param base - what is wanted of the environment
 * @throws InputError naming workloads that are not in the environment.
 */
export function refreshSubmission(
  { workloads = [] }: Extract<LifecycleRequest, { kind: 'refresh' }>,
  base: DeploymentSet,
): Pick<Submission, 'kind' | 'delta'> {
  const absent = workloads.filter(name => !Object.hasOwn(base.workloads, name));
  if (absent.length > 0) {
    throw new InputError(
      `workloads: ${listOf(absent)} is not in the environment, in which there is ` +
        `${listOf(Object.keys(base.workloads)) || 'nothing'}.`,
    );
  }
  const upsert = Object.fromEntries(workloads.map(name => [name, base.workloads[name]]));
  return { kind: 'refresh', delta: { upsert, remove: [] } };
}
