import { canonicalHash, sortedEntries, type ResolvedWorkload } from '@tutti/score';
import type { PersistentVolumeClaim, PodTemplateSpec } from 'kubernetes-types/core/v1';
import { renderFiles } from '../files/renderFiles';
import { renderFilesConfigMap } from '../files/renderFilesConfigMap';
import type { KubernetesObject } from '../model/KubernetesObject';
import type { RenderWorkloadOptions } from '../model/RenderWorkload';
import { runsToCompletion, type WorkloadKind } from '../model/WorkloadKind';
import type { WorkloadProfile } from '../model/WorkloadProfile';
import type { ProfilePatcher } from '../patches/ProfilePatcher';
import { needsTemporaryFiles } from '../profile/hardenProfile';
import type { ProblemList } from '../problems/ProblemList';
import { workloadSecretName } from '../secrets/renderWorkloadSecret';
import { MountList } from '../volumes/MountList';
import { renderTemporaryFiles } from '../volumes/renderTemporaryFiles';
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
  /** The ConfigMap of the files, patched; none when there are none. */
  configMaps: KubernetesObject[];
}

/** Renders the pod template that all kinds of controllers share. */
export function renderPod(
  workload: ResolvedWorkload,
  kind: WorkloadKind,
  labels: Record<string, string>,
  options: RenderWorkloadOptions,
  patcher: ProfilePatcher,
  problems: ProblemList,
): RenderedPod {
  const { profile = {}, namespace } = options;
  const { name } = workload.metadata;
  const secretName = workloadSecretName(name);
  const order = orderContainers(workload, problems);
  const ports = containerPorts(workload, order);
  const mounts = new MountList(problems);
  const { volumes, claimTemplates } = renderVolumes(workload, kind, mounts, problems);
  const files = renderFiles(workload, secretName, mounts, problems);
  const temporaryFiles = needsTemporaryFiles(profile)
    ? renderTemporaryFiles(
        order.map(container => container.name),
        mounts,
      )
    : [];
  const configMaps = renderFilesConfigMap(name, namespace, files.content, labels).map(configMap =>
    patcher.apply(configMap),
  );

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
  const mainNames = order.filter(({ role }) => role === 'main').map(container => container.name);
  const init = containers.filter(container => !mainNames.includes(container.name));
  const allVolumes = [...volumes, ...files.volumes, ...temporaryFiles];
  const annotations = {
    ...passedAnnotations(workload),
    ...profile.podAnnotations,
    ...Object.fromEntries(
      configMaps.map(configMap => [FILES_VERSION_ANNOTATION, filesVersion(configMap)]),
    ),
    ...(options.secretVersion && { [SECRET_VERSION_ANNOTATION]: options.secretVersion }),
  };

  return {
    claimTemplates,
    configMaps,
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
          .filter(container => mainNames.includes(container.name))
          .sort((left, right) => mainNames.indexOf(left.name) - mainNames.indexOf(right.name)),
        ...(allVolumes.length > 0 && { volumes: allVolumes }),
        ...(runsToCompletion(kind) && { restartPolicy: profile.job?.restartPolicy ?? 'Never' }),
        ...podSettings(profile),
      },
    },
  };
}

/** Changes when what the files hold does, patches included. */
function filesVersion({ data = {}, binaryData = {} }: KubernetesObject): string {
  return canonicalHash({ data, binaryData }).slice(0, 16);
}

/** What the profile says about pods and is taken over as it is. */
function podSettings(profile: WorkloadProfile): object {
  const {
    serviceAccountName,
    automountServiceAccountToken,
    enableServiceLinks,
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
    enableServiceLinks,
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
