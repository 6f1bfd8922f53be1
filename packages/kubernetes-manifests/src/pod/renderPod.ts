import { sortedEntries, type ResolvedWorkload } from '@tutti/score';
import type { PersistentVolumeClaim, PodTemplateSpec } from 'kubernetes-types/core/v1';
import { renderFiles, type FilesContent } from '../files/renderFiles';
import type { RenderWorkloadOptions } from '../model/RenderWorkload';
import { runsToCompletion, type WorkloadKind } from '../model/WorkloadKind';
import type { WorkloadProfile } from '../model/WorkloadProfile';
import type { ProblemList } from '../problems/ProblemList';
import { workloadSecretName } from '../secrets/renderWorkloadSecret';
import { MountList } from '../volumes/MountList';
import { renderVolumes } from '../volumes/renderVolumes';
import {
  FILES_VERSION_ANNOTATION,
  passedAnnotations,
  SECRET_VERSION_ANNOTATION,
} from '../workload/annotations';
import { containerPorts } from './containerPorts';
import { orderContainers } from './orderContainers';
import { renderContainer } from './renderContainer';

/** The pod of a workload, and what has to be made beside it. */
export interface RenderedPod {
  template: PodTemplateSpec;
  claimTemplates: PersistentVolumeClaim[];
  files?: FilesContent;
}

/** Renders the pod template that all kinds of controllers share. */
export function renderPod(
  workload: ResolvedWorkload,
  kind: WorkloadKind,
  labels: Record<string, string>,
  options: RenderWorkloadOptions,
  problems: ProblemList,
): RenderedPod {
  const { profile = {} } = options;
  const secretName = workloadSecretName(workload.metadata.name);
  const order = orderContainers(workload, problems);
  const ports = containerPorts(workload, order);
  const mounts = new MountList(problems);
  const { volumes, claimTemplates } = renderVolumes(workload, kind, mounts, problems);
  const files = renderFiles(workload, secretName, mounts, problems);

  const mountsByContainer = mounts.byContainer();
  const containers = order.map(container =>
    renderContainer(workload.containers[container.name], {
      order: container,
      profile,
      secretName,
      ports: ports.get(container.name) ?? [],
      mounts: mountsByContainer.get(container.name) ?? [],
      problems,
    }),
  );
  const mainNames = order.filter(({ role }) => role === 'main').map(({ name }) => name);
  const init = containers.filter(({ name }) => !mainNames.includes(name));
  const allVolumes = [...volumes, ...files.volumes];
  const annotations = {
    ...passedAnnotations(workload),
    ...profile.podAnnotations,
    ...(files.version && { [FILES_VERSION_ANNOTATION]: files.version }),
    ...(options.secretVersion && { [SECRET_VERSION_ANNOTATION]: options.secretVersion }),
  };

  return {
    claimTemplates,
    ...(files.content && { files: files.content }),
    template: {
      metadata: {
        labels: Object.fromEntries(sortedEntries({ ...profile.podLabels, ...labels })),
        ...(Object.keys(annotations).length > 0 && {
          annotations: Object.fromEntries(sortedEntries(annotations)),
        }),
      },
      spec: {
        ...(init.length > 0 && { initContainers: init }),
        containers: containers
          .filter(({ name }) => mainNames.includes(name))
          .sort((left, right) => mainNames.indexOf(left.name) - mainNames.indexOf(right.name)),
        ...(allVolumes.length > 0 && { volumes: allVolumes }),
        ...(runsToCompletion(kind) && { restartPolicy: profile.job?.restartPolicy ?? 'Never' }),
        ...podSettings(profile),
      },
    },
  };
}

/** What the profile says about pods and is taken over as it is. */
function podSettings(profile: WorkloadProfile): object {
  const {
    serviceAccountName,
    automountServiceAccountToken,
    imagePullSecrets,
    podSecurityContext: securityContext,
    terminationGracePeriodSeconds,
    priorityClassName,
    nodeSelector,
    tolerations,
    affinity,
    topologySpreadConstraints,
  } = profile;
  return {
    serviceAccountName,
    automountServiceAccountToken,
    imagePullSecrets,
    securityContext,
    terminationGracePeriodSeconds,
    priorityClassName,
    nodeSelector,
    tolerations,
    affinity,
    topologySpreadConstraints,
  };
}
