import { canonicalJson } from '../canonical/canonicalJson';
import type { JsonObject } from '../json/JsonValue';
import { compareText } from '../json/compareText';
import { appendPointer } from '../json/jsonPointer';
import { sortedEntries } from '../json/sortedEntries';
import { compareProblems } from '../problems/compareProblems';
import type { Problem } from '../problems/Problem';
import type { Resource, Workload } from '../specification/Workload';
import type { LocatedDocument } from '../yaml/LocatedDocument';
import type { ResourceRequest } from './ResourceRequest';
import { privateResourceId, resourceUid, type ResourceUid } from './ResourceUid';

/** A place in a workload that names a resource. */
interface Mention {
  workload: string;
  key: string;
  resource: Resource;
}

/**
 * Collects the resources that a set of workloads asks for, sorted by uid. Places that name the same
 * type, class and id are one resource; those that carry params, or metadata, must agree on them
 * as written, before any placeholder is resolved. Each place that does not agree with the first in
 * name order is a problem, which carries line and column where the workload's document is given.
 *
 * The result does not depend on the order of workloads or keys.
 * @public
 */
export function collectResourceRequests(
  workloads: Readonly<Record<string, Workload>>,
  documents: Readonly<Record<string, LocatedDocument>> = {},
): { requests: ResourceRequest[]; problems: Problem[] } {
  const mentions = groupMentions(workloads);
  const requests: ResourceRequest[] = [];
  const problems: Problem[] = [];
  for (const [uid, places] of [...mentions].sort(([left], [right]) => compareText(left, right))) {
    requests.push(mergeMentions(uid, places));
    problems.push(
      ...findConflicts(uid, places, 'params', documents),
      ...findConflicts(uid, places, 'metadata', documents),
    );
  }
  return { requests, problems: problems.sort(compareProblems) };
}

function groupMentions(workloads: Readonly<Record<string, Workload>>): Map<ResourceUid, Mention[]> {
  const mentions = new Map<ResourceUid, Mention[]>();
  for (const [workload, { resources }] of sortedEntries(workloads)) {
    for (const [key, resource] of sortedEntries(resources)) {
      const uid = resourceUid({
        type: resource.type,
        class: resource.class,
        id: resource.id ?? privateResourceId(workload, key),
      });
      const places = mentions.get(uid) ?? [];
      places.push({ workload, key, resource });
      mentions.set(uid, places);
    }
  }
  return mentions;
}

function mergeMentions(uid: ResourceUid, places: Mention[]): ResourceRequest {
  const [first] = places;
  const source = places.find(place => place.resource.params) ?? first;
  const { params } = source.resource;
  const metadata = places.find(place => place.resource.metadata)?.resource.metadata as
    JsonObject | undefined;
  return {
    uid,
    type: first.resource.type,
    class: first.resource.class ?? 'default',
    id: first.resource.id ?? privateResourceId(first.workload, first.key),
    shared: places.some(place => place.resource.id !== undefined),
    ...(params && { params }),
    ...(metadata && { metadata }),
    sourceWorkload: source.workload,
    sourceKey: source.key,
    usedBy: places.map(({ workload, key }) => ({ workload, key })),
  };
}

function findConflicts(
  uid: ResourceUid,
  places: Mention[],
  field: 'params' | 'metadata',
  documents: Readonly<Record<string, LocatedDocument>>,
): Problem[] {
  const carriers = places.filter(place => place.resource[field] !== undefined);
  const [first, ...others] = carriers;
  const agreed = first && canonicalJson(first.resource[field]);
  return others
    .filter(place => canonicalJson(place.resource[field]) !== agreed)
    .map(({ workload, key }) => {
      const pointer = appendPointer('/resources', key, field);
      const document = documents[workload];
      return {
        severity: 'error',
        code: `different-${field}`,
        message: `There is a conflict over resource '${uid}': multiple definitions with different ${field}, in workload '${first.workload}' as '${first.key}' and in workload '${workload}' as '${key}'.`,
        source: document?.source ?? workload,
        ...document?.locate(pointer),
        pointer,
        hint: `Give both the same ${field}, or leave them out in one of the two.`,
      };
    });
}
