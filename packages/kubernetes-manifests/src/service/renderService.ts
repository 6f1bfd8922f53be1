import { appendPointer, quote, sortedEntries, type ResolvedWorkload } from '@tutti/score';
import type { KubernetesObject } from '../model/KubernetesObject';
import type {
  RenderedService,
  RenderedServicePort,
  RenderWorkloadOptions,
} from '../model/RenderWorkload';
import { toKubernetesObject } from '../model/toKubernetesObject';
import { shortName } from '../names/shortName';
import { selectorLabels, workloadLabels } from '../labels/workloadLabels';
import type { ProblemList } from '../problems/ProblemList';
import {
  annotationPointer,
  FOREIGN_SERVICE_NAME_ANNOTATION,
  readAnnotation,
  SERVICE_NAME_ANNOTATION,
} from '../workload/annotations';

/** Names of Services in every supported release (RFC 1035): a letter comes first. */
const SERVICE_NAME = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * What other nodes need to know to reach a workload, known from its Score file alone. `undefined` when the workload
 * has no ports.
 *
 * Problems `service`: a name that no Service can have, two ports of one number and protocol; `annotation`.
 */
export function describeService(
  workload: ResolvedWorkload,
  problems: ProblemList,
): RenderedService | undefined {
  const ports = sortedEntries(workload.service?.ports);
  const annotation = readAnnotation(workload, [SERVICE_NAME_ANNOTATION], problems);
  if (ports.length === 0) {
    return undefined;
  }
  const name = annotation?.value ?? workload.metadata.name;
  if (!SERVICE_NAME.test(name)) {
    problems.error(
      'service',
      annotation ? annotationPointer(annotation.key) : '/metadata/name',
      `${quote(name)} cannot be the name of a Service, which begins with a letter, has lower-case letters, digits and "-", and at most 63 of them.`,
      `Set the annotation ${SERVICE_NAME_ANNOTATION} to another name.`,
    );
  }
  const foreign = readAnnotation(workload, [FOREIGN_SERVICE_NAME_ANNOTATION], problems);
  if (foreign && foreign.value !== name) {
    problems.error(
      'annotation',
      annotationPointer(foreign.key),
      `The annotation ${foreign.key} asks for the Service ${quote(foreign.value)}, but references of other workloads lead to ${quote(name)}.`,
      `Write ${SERVICE_NAME_ANNOTATION} instead.`,
    );
  }
  const rendered: Record<string, RenderedServicePort> = {};
  const taken = new Map<string, string>();
  for (const [portName, { port, targetPort = port, protocol = 'TCP' }] of ports) {
    const other = taken.get(`${port}/${protocol}`);
    if (other !== undefined) {
      problems.error(
        'service',
        appendPointer('/service/ports', portName),
        `The ports ${quote(other)} and ${quote(portName)} are both ${port}/${protocol}; a Service has each once.`,
      );
    }
    taken.set(`${port}/${protocol}`, portName);
    rendered[portName] = { port, targetPort, protocol };
  }
  return { name, ports: rendered };
}

/** The Service by which other workloads reach this one; none when it has no ports. */
export function renderService(
  workload: string,
  service: RenderedService | undefined,
  options: RenderWorkloadOptions,
): KubernetesObject[] {
  if (!service) {
    return [];
  }
  const { profile = {} } = options;
  return [
    serviceObject(service.name, workload, options, {
      type: profile.serviceType,
      ports: portList(service),
      annotations: profile.serviceAnnotations,
    }),
  ];
}

/** The name of the Service that gives the pods of a StatefulSet their DNS names. */
export function headlessServiceName(workload: string): string {
  return shortName(/^[a-z]/.test(workload) ? workload : `s-${workload}`, '-headless', 63);
}

/** The Service without an address of its own that a StatefulSet needs. */
export function renderHeadlessService(
  workload: string,
  service: RenderedService | undefined,
  options: RenderWorkloadOptions,
): KubernetesObject {
  return serviceObject(headlessServiceName(workload), workload, options, {
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    ports: service && portList(service),
  });
}

function portList(service: RenderedService) {
  return sortedEntries(service.ports).map(([name, { port, targetPort, protocol }]) => ({
    name,
    port,
    targetPort,
    protocol,
  }));
}

function serviceObject(
  name: string,
  workload: string,
  options: RenderWorkloadOptions,
  { annotations, ...spec }: { annotations?: Record<string, string>; [key: string]: unknown },
): KubernetesObject {
  return toKubernetesObject({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      namespace: options.namespace,
      labels: workloadLabels(workload, options),
      annotations,
    },
    spec: { ...spec, selector: selectorLabels(workload, options) },
  });
}
