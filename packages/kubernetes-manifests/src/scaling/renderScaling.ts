import { appendPointer, quote, readProperty } from '@tutti/score';
import type { Container } from 'kubernetes-types/core/v1';
import { selectorLabels, workloadLabels } from '../labels/workloadLabels';
import type { KubernetesObject } from '../model/KubernetesObject';
import type { RenderWorkloadOptions } from '../model/RenderWorkload';
import { toKubernetesObject } from '../model/toKubernetesObject';
import type { WorkloadKind } from '../model/WorkloadKind';
import type { WorkloadProfile } from '../model/WorkloadProfile';
import type { ProblemList } from '../problems/ProblemList';

/** Says whether the profile lets an autoscaler decide the number of pods of this kind. */
export function isAutoscaled(kind: WorkloadKind, options: RenderWorkloadOptions): boolean {
  return options.profile?.autoscaling !== undefined && isScalable(kind);
}

/**
 * The HorizontalPodAutoscaler and the PodDisruptionBudget, where the profile asks for them and the kind can.
 *
 * Problems `autoscaling`: more pods at least than at most (error), a container without the request that its use is
 * measured by (warning, as the autoscaler would do nothing); `disruption-budget`: both bounds, or none.
 */
export function renderScaling(
  workload: string,
  kind: WorkloadKind,
  controller: KubernetesObject,
  options: RenderWorkloadOptions,
  problems: ProblemList,
): KubernetesObject[] {
  const { autoscaling, disruptionBudget } = options.profile ?? {};
  if (!isScalable(kind)) {
    return [];
  }
  const metadata = {
    name: workload,
    namespace: options.namespace,
    labels: workloadLabels(workload, options),
  };
  const objects: KubernetesObject[] = [];
  if (disruptionBudget) {
    const { minAvailable, maxUnavailable } = disruptionBudget;
    if ((minAvailable === undefined) === (maxUnavailable === undefined)) {
      problems.error(
        'disruption-budget',
        '',
        'The disruptionBudget of the profile needs exactly one of "minAvailable" and "maxUnavailable".',
      );
    }
    objects.push(
      toKubernetesObject({
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata,
        spec: { ...disruptionBudget, selector: { matchLabels: selectorLabels(workload, options) } },
      }),
    );
  }
  if (autoscaling) {
    checkAutoscaling(autoscaling, containersOf(controller), problems);
    const { minReplicas, maxReplicas, averageCpuUtilization, averageMemoryUtilization } =
      autoscaling;
    objects.push(
      toKubernetesObject({
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata,
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind, name: workload },
          minReplicas,
          maxReplicas,
          metrics: [
            ...utilization('cpu', averageCpuUtilization),
            ...utilization('memory', averageMemoryUtilization),
          ],
        },
      }),
    );
  }
  return objects;
}

function isScalable(kind: WorkloadKind): boolean {
  return kind === 'Deployment' || kind === 'StatefulSet';
}

function checkAutoscaling(
  autoscaling: NonNullable<WorkloadProfile['autoscaling']>,
  containers: Container[],
  problems: ProblemList,
): void {
  const {
    minReplicas = 1,
    maxReplicas,
    averageCpuUtilization,
    averageMemoryUtilization,
  } = autoscaling;
  if (minReplicas > maxReplicas) {
    problems.error(
      'autoscaling',
      '',
      `The autoscaling of the profile asks for at least ${minReplicas} and at most ${maxReplicas} pods.`,
    );
  }
  // Without any metric Kubernetes measures CPU.
  const measured = {
    cpu: averageCpuUtilization !== undefined || averageMemoryUtilization === undefined,
    memory: averageMemoryUtilization !== undefined,
  };
  for (const [resource, isMeasured] of Object.entries(measured)) {
    for (const { name, resources } of containers) {
      const given = { ...resources?.limits, ...resources?.requests };
      if (isMeasured && !Object.hasOwn(given, resource)) {
        problems.warning(
          'autoscaling',
          appendPointer('/containers', name),
          `The autoscaler measures ${resource} in percent of what is requested, but container ${quote(name)} requests none, so it would never scale.`,
          `Add resources.requests.${resource}, or a default to the profile.`,
        );
      }
    }
  }
}

/** The containers of the pods that a controller makes, patches included. */
function containersOf(controller: KubernetesObject): Container[] {
  const template = readProperty(readProperty(controller, 'spec'), 'template');
  const containers = readProperty(readProperty(template, 'spec'), 'containers');
  return Array.isArray(containers) ? (containers as unknown as Container[]) : [];
}

function utilization(name: string, averageUtilization: number | undefined) {
  return averageUtilization === undefined
    ? []
    : [
        {
          type: 'Resource',
          resource: { name, target: { type: 'Utilization', averageUtilization } },
        },
      ];
}
