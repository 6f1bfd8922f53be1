import type { LifecycleRequest } from '../../../deployments/Deployments';
import type { DesiredModel, Wanted } from './DesiredModel';
import type { Step } from './Scenario';

/** A step that asks something of the environment as a whole. */
export type LifecycleStep = Extract<
  Step,
  { do: 'rollback' | 'refresh' | 'pause' | 'delete-environment' }
>;

/**
 * What a step asks of the environment, and what should be wanted of it afterwards; undefined where there is nothing to go
 * back to. While it is paused a refresh waits.
 *
 * @param deployments - of the environment, newest first
 */
export function lifecycleRequest(
  step: LifecycleStep,
  model: DesiredModel,
  deployments: readonly { uid: string; status: string; kind: string }[],
): { request: LifecycleRequest; wanted: Wanted } | undefined {
  if (step.do === 'refresh' || step.do === 'pause') {
    return { request: { kind: 'refresh' }, wanted: { workloads: {}, remove: [] } };
  }
  if (step.do === 'delete-environment') {
    const remove = [...model.workloads.keys()];
    return { request: { kind: 'destroy' }, wanted: { workloads: {}, remove } };
  }
  const first = deployments.findLast(
    ({ status, kind }) => status === 'succeeded' && kind === 'deploy',
  );
  const { wholeEnvironment } = step;
  const wanted = first && model.backTo(first.uid, wholeEnvironment);
  const names = Object.keys(wanted?.workloads ?? {}).length + (wanted?.remove.length ?? 0);
  return first && wanted && (names > 0 || wholeEnvironment)
    ? { request: { kind: 'rollback', deployment: first.uid, wholeEnvironment }, wanted }
    : undefined;
}
