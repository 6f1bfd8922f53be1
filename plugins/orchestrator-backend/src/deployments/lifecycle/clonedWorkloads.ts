import { InputError } from '@backstage/errors';
import type { DeploymentDelta, DeploymentSet } from '@tutti/planner';
import { listOf } from './listOf';

/**
 * What a clone brings into the new environment: workloads as they are wanted in the one it is made from. Pure.
 *
 * @param set - what is wanted there
 * @param environment - its name, for people
 * @param workloads - which of them; default: all
 * @throws InputError when there is nothing to take along.
 */
export function clonedWorkloads(
  set: DeploymentSet,
  environment: string,
  workloads: string[] | undefined,
): DeploymentDelta {
  const names = workloads ?? Object.keys(set.workloads);
  const absent = names.filter(name => !Object.hasOwn(set.workloads, name));
  if (absent.length > 0 || names.length === 0) {
    throw new InputError(
      `workloads: ${listOf(absent) || 'nothing'} is in ${environment} to be taken along; there is ` +
        `${listOf(Object.keys(set.workloads)) || 'no workload'}.`,
    );
  }
  return {
    upsert: Object.fromEntries(names.map(name => [name, set.workloads[name]])),
    remove: [],
  };
}
