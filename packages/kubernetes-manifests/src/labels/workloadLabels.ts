import type { RenderWorkloadOptions } from '../model/RenderWorkload';
import { shortName } from '../names/shortName';

const LONGEST_LABEL = 63;

/** Labels by which the pods of a workload are selected; they never change, as selectors cannot. */
export function selectorLabels(
  workload: string,
  options: RenderWorkloadOptions,
): Record<string, string> {
  return {
    'app.kubernetes.io/instance': options.instance,
    'app.kubernetes.io/name': workload,
  };
}

/**
 * Labels of everything that is made for a workload: those that Kubernetes recommends, and the one by which
 * Backstage's Kubernetes tab finds objects.
 */
export function workloadLabels(
  workload: string,
  options: RenderWorkloadOptions,
): Record<string, string> {
  const { profile = {} } = options;
  return {
    ...selectorLabels(workload, options),
    ...(profile.component && { 'app.kubernetes.io/component': profile.component }),
    ...commonLabels(options),
    'backstage.io/kubernetes-id': profile.kubernetesId ?? workload,
  };
}

/** Labels of every object, of workloads and of resources alike. @public */
export function commonLabels(options: {
  application: string;
  environment: { id: string };
}): Record<string, string> {
  return {
    'app.kubernetes.io/managed-by': 'tutti',
    'app.kubernetes.io/part-of': shortName(options.application, '', LONGEST_LABEL),
    'tutti.dev/environment': shortName(options.environment.id, '', LONGEST_LABEL),
  };
}
