import type { KubernetesObject } from '../model/KubernetesObject';
import type { RenderWorkloadOptions } from '../model/RenderWorkload';
import { toKubernetesObject } from '../model/toKubernetesObject';
import type { WorkloadKind } from '../model/WorkloadKind';
import { selectorLabels, workloadLabels } from '../labels/workloadLabels';

/** Says whether the profile lets an autoscaler decide the number of pods of this kind. */
export function isAutoscaled(kind: WorkloadKind, options: RenderWorkloadOptions): boolean {
  return options.profile?.autoscaling !== undefined && isScalable(kind);
}

/** The HorizontalPodAutoscaler and the PodDisruptionBudget, where the profile asks for them and the kind can. */
export function renderScaling(
  workload: string,
  kind: WorkloadKind,
  options: RenderWorkloadOptions,
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
