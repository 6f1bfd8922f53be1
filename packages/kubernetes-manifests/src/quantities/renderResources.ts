import { appendPointer, quote, sortedEntries, type ContainerResources } from '@tutti/score';
import type { ResourceRequirements as Requirements } from 'kubernetes-types/core/v1';
import type { ResourceRequirements } from '../model/WorkloadProfile';
import type { ProblemList } from '../problems/ProblemList';
import { formatQuantity } from './formatQuantity';
import { compareQuantities, parseQuantity, roundUp, type Quantity } from './Quantity';

/**
 * The resources of a container: what the Score file says, and the profile's defaults for each resource it does not
 * name. A default never contradicts the file: a default request is lowered to the file's limit, a default limit
 * raised to the file's request. Amounts of memory are rounded up to whole bytes, as there are no parts of one.
 *
 * Problems `quantity` for what is no quantity, and for a request that is larger than its limit.
 */
export function renderResources(
  resources: ContainerResources | undefined,
  defaults: ResourceRequirements | undefined,
  pointer: string,
  problems: ProblemList,
): Requirements | undefined {
  const read = (part: 'limits' | 'requests') => ({
    own: readQuantities(resources?.[part], appendPointer(pointer, 'resources', part), problems),
    fallback: readQuantities(defaults?.[part], appendPointer(pointer, 'resources', part), problems),
  });
  const limits = read('limits');
  const requests = read('requests');

  const allLimits = new Map(limits.fallback);
  for (const [name, request] of requests.own) {
    const limit = allLimits.get(name);
    if (limit && compareQuantities(request, limit) > 0) {
      allLimits.set(name, request);
    }
  }
  for (const [name, limit] of limits.own) {
    allLimits.set(name, limit);
  }

  const allRequests = new Map(requests.own);
  for (const [name, request] of requests.fallback) {
    const limit = allLimits.get(name);
    if (!allRequests.has(name)) {
      allRequests.set(name, limit && compareQuantities(request, limit) > 0 ? limit : request);
    }
  }

  for (const [name, request] of allRequests) {
    const limit = allLimits.get(name);
    if (limit && compareQuantities(request, limit) > 0) {
      problems.error(
        'quantity',
        appendPointer(pointer, 'resources', 'requests', name),
        `The request of ${formatQuantity(request)} ${name} is larger than the limit of ${formatQuantity(limit)}.`,
      );
    }
  }
  if (allLimits.size === 0 && allRequests.size === 0) {
    return undefined;
  }
  return {
    ...(allLimits.size > 0 && { limits: format(allLimits) }),
    ...(allRequests.size > 0 && { requests: format(allRequests) }),
  };
}

function readQuantities(
  quantities: object | undefined,
  pointer: string,
  problems: ProblemList,
): Map<string, Quantity> {
  const read = new Map<string, Quantity>();
  const entries: [string, string][] = sortedEntries(quantities as Record<string, string>);
  for (const [name, text] of entries) {
    const quantity = parseQuantity(text);
    if (quantity) {
      read.set(name, name === 'cpu' ? quantity : roundUp(quantity));
    } else {
      problems.error(
        'quantity',
        appendPointer(pointer, name),
        `${quote(text)} is no quantity; write a number with an optional suffix, such as 250m or 1.5Gi.`,
      );
    }
  }
  return read;
}

function format(quantities: Map<string, Quantity>): Record<string, string> {
  return Object.fromEntries(
    sortedEntries(Object.fromEntries(quantities)).map(([name, quantity]) => [
      name,
      formatQuantity(quantity),
    ]),
  );
}
