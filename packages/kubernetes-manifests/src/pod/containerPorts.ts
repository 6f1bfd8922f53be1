import { sortedEntries, type Probe, type ResolvedWorkload, type ServicePort } from '@tutti/score';
import type { ContainerPort } from 'kubernetes-types/core/v1';
import type { OrderedContainer } from './orderContainers';

/** Names of container ports are shorter than those of Service ports (IANA service names, RFC 6335). */
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Gives each port of the workload's service to the container that listens on it. Score does not say which one that
 * is: it is the running container with a probe on that port, else the one named like the workload, else the first
 * main container by name.
 */
export function containerPorts(
  workload: ResolvedWorkload,
  containers: readonly OrderedContainer[],
): Map<string, ContainerPort[]> {
  const running = containers.filter(({ role }) => role !== 'init');
  const main = containers.filter(({ role }) => role === 'main');
  const byContainer = new Map<string, ContainerPort[]>();
  for (const [name, port] of sortedEntries(workload.service?.ports)) {
    const target = port.targetPort ?? port.port;
    const owner =
      running.find(container => probesPort(workload, container.name, target)) ??
      main.find(container => container.name === workload.metadata.name) ??
      main.at(0);
    if (owner) {
      const ports = byContainer.get(owner.name) ?? [];
      byContainer.set(owner.name, addPort(ports, name, target, port));
    }
  }
  return byContainer;
}

function addPort(
  ports: ContainerPort[],
  name: string,
  containerPort: number,
  { protocol = 'TCP' }: ServicePort,
): ContainerPort[] {
  const listed = ports.some(
    port => port.containerPort === containerPort && port.protocol === protocol,
  );
  return listed
    ? ports
    : [...ports, { ...(PORT_NAME.test(name) && { name }), containerPort, protocol }];
}

function probesPort(workload: ResolvedWorkload, name: string, port: number): boolean {
  const { livenessProbe, readinessProbe } = workload.containers[name];
  const usesPort = (probe?: Probe) => probe?.httpGet?.port === port;
  return usesPort(readinessProbe) || usesPort(livenessProbe);
}
