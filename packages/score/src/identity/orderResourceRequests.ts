import { orderInLayers } from '../graph/orderInLayers';
import { appendPointer } from '../json/jsonPointer';
import { readProperty } from '../json/readProperty';
import { findReferences } from '../placeholders/findReferences';
import { compareProblems } from '../problems/compareProblems';
import type { Problem } from '../problems/Problem';
import type { Resource, Workload } from '../specification/Workload';
import type { LocatedDocument } from '../yaml/LocatedDocument';
import type { ResourceRequest } from './ResourceRequest';
import { privateResourceId, resourceUid, type ResourceUid } from './ResourceUid';

/**
 * Orders requests so that each comes after those that the placeholders of its params refer to, in
 * layers sorted by uid. A placeholder means a resource of the request's source workload. A cycle, and a
 * name that the source workload does not have, is a problem; requests on a cycle are in no layer.
 * @public
 */
export function orderResourceRequests(
  requests: readonly ResourceRequest[],
  workloads: Readonly<Record<string, Workload>>,
  documents: Readonly<Record<string, LocatedDocument>> = {},
): { layers: ResourceUid[][]; problems: Problem[] } {
  const problems: Problem[] = [];
  const needs = new Map<ResourceUid, Set<ResourceUid>>();
  for (const request of requests) {
    const needed = new Set<ResourceUid>();
    for (const { path, pointer } of findReferences(request.params ?? {})) {
      if (path[0] === 'resources' && path.length > 1) {
        const uid = uidOf(workloads[request.sourceWorkload], path[1], request);
        if (uid) {
          needed.add(uid);
        } else {
          problems.push(
            problemAt(request, documents, pointer, {
              code: 'unknown-placeholder',
              message: `The workload '${request.sourceWorkload}' resource '${request.sourceKey}': refers to unknown resource names '${path[1]}'.`,
              hint: `Declare '${path[1]}' under the resources of the workload.`,
            }),
          );
        }
      }
    }
    needs.set(request.uid, needed);
  }

  const { layers, cycles } = orderInLayers(needs);
  for (const cycle of cycles) {
    const request = requests.find(candidate => candidate.uid === cycle[0])!;
    problems.push(
      problemAt(request, documents, '', {
        code: 'resource-cycle',
        message: `These resources cannot be created one after the other, because a cycle exists involving resource param placeholders: ${[...cycle, cycle[0]].join(' needs ')}.`,
        hint: 'Remove one of the placeholders.',
      }),
    );
  }
  return { layers, problems: problems.sort(compareProblems) };
}

function uidOf(
  workload: Workload | undefined,
  key: string,
  request: ResourceRequest,
): ResourceUid | undefined {
  const resource = readProperty(workload?.resources, key) as Resource | undefined;
  return (
    resource &&
    resourceUid({
      type: resource.type,
      class: resource.class,
      id: resource.id ?? privateResourceId(request.sourceWorkload, key),
    })
  );
}

function problemAt(
  request: ResourceRequest,
  documents: Readonly<Record<string, LocatedDocument>>,
  pointerInParams: string,
  problem: Pick<Problem, 'code' | 'message' | 'hint'>,
): Problem {
  const document = documents[request.sourceWorkload];
  const pointer = appendPointer('/resources', request.sourceKey, 'params') + pointerInParams;
  return {
    severity: 'error',
    ...problem,
    source: document?.source ?? request.sourceWorkload,
    ...document?.locate(pointer),
    pointer,
  };
}
