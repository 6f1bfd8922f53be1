import { readProperty, sortedEntries } from '@tutti/score';
import type { JsonObject, JsonValue, Workload } from '@tutti/score';

/** The annotation that gives the service of a workload another name than the workload's. */
export const SERVICE_NAME_ANNOTATION = 'tutti.dev/service-name';

/**
 * The service of a workload: `{ name, ports: { <name>: { port, targetPort, protocol } } }`. It is a function of the Score
 * file alone, so it is known when planning, whether the workload runs or not.
 */
export function serviceOf(workload: Workload): JsonObject {
  const ports: JsonObject = {};
  for (const [name, { port, targetPort, protocol }] of sortedEntries(workload.service?.ports)) {
    ports[name] = { port, targetPort: targetPort ?? port, protocol: protocol ?? 'TCP' };
  }
  const { name, annotations } = workload.metadata;
  const serviceName = readProperty(annotations, SERVICE_NAME_ANNOTATION);
  return { name: serviceName ?? name, ports };
}

/**
 * One port of a service as `{ name, port, targetPort, protocol }`: the one that `wanted` names, by its name or number,
 * or the only one when nothing is wanted; `undefined` when there is no such port.
 */
export function choosePort(
  service: JsonObject,
  wanted: JsonValue | undefined,
): JsonObject | undefined {
  const ports = sortedEntries(service.ports as JsonObject) as [string, JsonObject][];
  const named = ports.map(([name, port]) => ({ name, ...port }) as JsonObject);
  if (wanted === undefined) {
    return named.length === 1 ? named[0] : undefined;
  }
  return (
    named.find(port => port.name === wanted) ??
    named.find(port => String(port.port) === String(wanted))
  );
}
