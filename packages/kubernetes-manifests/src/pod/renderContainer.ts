import { appendPointer, type ResolvedContainer } from '@tutti/score';
import type { Container, ContainerPort, Probe, VolumeMount } from 'kubernetes-types/core/v1';
import type { ProbeTimings, WorkloadProfile } from '../model/WorkloadProfile';
import type { ProblemList } from '../problems/ProblemList';
import { renderResources } from '../quantities/renderResources';
import { escapeExpansion } from './escapeExpansion';
import type { OrderedContainer } from './orderContainers';
import { renderEnvironment } from './renderEnvironment';
import { renderProbe } from './renderProbe';

/** Five minutes, after which a container that others wait for counts as failed. */
const GATE_TIMINGS: ProbeTimings = { periodSeconds: 5, failureThreshold: 60 };

/** What {@link renderContainer} needs beside the container. */
export interface RenderContainerOptions {
  order: OrderedContainer;
  profile: WorkloadProfile;
  secretName: string;
  ports: ContainerPort[];
  mounts: VolumeMount[];
  problems: ProblemList;
}

/** Renders one container of the pod, init containers and sidecars included. */
export function renderContainer(
  container: ResolvedContainer,
  options: RenderContainerOptions,
): Container {
  const { order, profile, secretName, ports, mounts, problems } = options;
  const pointer = appendPointer('/containers', order.name);
  const { image, command, args } = container;
  if (image === '.') {
    problems.error(
      'image',
      appendPointer(pointer, 'image'),
      `Container "${order.name}" has no image yet: "." is replaced when the Score file is submitted.`,
      'Submit it with an image for this container.',
    );
  }
  const environment = renderEnvironment(container, order.name, secretName, problems);
  return {
    name: order.name,
    image,
    imagePullPolicy: profile.imagePullPolicy,
    ...(command && { command: command.map(escapeExpansion) }),
    ...(args && { args: args.map(escapeExpansion) }),
    ...(order.role === 'sidecar' && { restartPolicy: 'Always' }),
    ...(ports.length > 0 && { ports }),
    ...(environment.length > 0 && { env: environment }),
    resources: renderResources(container.resources, profile.defaultResources, pointer, problems),
    ...renderProbes(container, options, pointer),
    ...(mounts.length > 0 && { volumeMounts: mounts }),
    securityContext: profile.securityContext,
  };
}

function renderProbes(
  { livenessProbe, readinessProbe }: ResolvedContainer,
  { order, profile, problems }: RenderContainerOptions,
  pointer: string,
): { livenessProbe?: Probe; readinessProbe?: Probe; startupProbe?: Probe } {
  const timings = profile.probes ?? {};
  const liveness =
    livenessProbe &&
    renderProbe(livenessProbe, timings.liveness, `${pointer}/livenessProbe`, problems);
  const readiness =
    readinessProbe &&
    renderProbe(readinessProbe, timings.readiness, `${pointer}/readinessProbe`, problems);
  if (order.role === 'init') {
    if (liveness || readiness) {
      problems.warning(
        'probe',
        pointer,
        `Container "${order.name}" runs to its end before others start, so its probes are not made.`,
      );
    }
    return {};
  }
  const startTimings = timings.startup ?? (order.gated ? GATE_TIMINGS : undefined);
  const gate = order.gated ? (readinessProbe ?? livenessProbe) : (livenessProbe ?? readinessProbe);
  if (order.gated && !gate) {
    problems.error(
      'before',
      appendPointer(pointer, 'before'),
      `Others wait until container "${order.name}" is healthy, but it has no probe that would tell.`,
      'Add a readinessProbe, or wait until it is "started".',
    );
  }
  // Both handlers at once have been reported for the probe itself.
  const startup =
    gate && startTimings
      ? renderProbe(gate.exec ? { exec: gate.exec } : gate, startTimings, pointer, problems)
      : undefined;
  return { livenessProbe: liveness, readinessProbe: readiness, startupProbe: startup };
}
