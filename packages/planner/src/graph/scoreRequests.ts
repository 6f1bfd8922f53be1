import { appendPointer, privateResourceId, readProperty, sortedEntries } from '@tutti/score';
import type { JsonObject, Problem, Resource } from '@tutti/score';
import { DEFAULT_CLASS, WORKLOAD_TYPE, nodeId, workloadNodeId } from '../model';
import type { NodeId, WorkloadEntry } from '../model';
import type { NodeRequest } from './NodeRequest';
import { planProblem } from './planProblem';
import type { PlanningWorld } from './PlanningWorld';

/** The annotation of a Score file that names its profile. */
export const PROFILE_ANNOTATION = 'tutti.dev/profile';

/** What the workloads of a set ask for. */
export interface ScoreRequests {
  requests: NodeRequest[];
  /** Workload → resource key → node. */
  bindings: Map<string, Record<string, NodeId>>;
  /** Problems by the node that they belong to. */
  problems: Map<NodeId, Problem[]>;
}

/**
 * One request for each workload of the set and one for each resource that it names. Ids follow Score's rule: private
 * ones are `<workload>.<key>`, an explicit id is shared; for a type of scope `environment` the type's name is the id.
 */
export function scoreRequests(world: PlanningWorld): ScoreRequests {
  const found: ScoreRequests = { requests: [], bindings: new Map(), problems: new Map() };
  for (const [name, entry] of sortedEntries(world.set.workloads)) {
    const problems: Problem[] = [];
    const bindings: Record<string, NodeId> = {};
    const metadata = entry.workload.metadata as JsonObject;
    const scope = { metadata, bindings };
    const requester = workloadNodeId(name);
    for (const [key, resource] of sortedEntries(entry.workload.resources)) {
      const place = { source: sourceOf(name, entry), pointer: appendPointer('/resources', key) };
      const identity = identify(world, name, key, resource, place, problems);
      const node = nodeId(identity.parts);
      bindings[key] = node;
      const owner = identity.isPrivate ? name : undefined;
      const previous = world.previousNames(identity.parts.id, owner);
      found.requests.push({
        ...identity.parts,
        node,
        relation: 'score',
        requester,
        ...(resource.params && { params: resource.params }),
        scope,
        ...(owner !== undefined && { owner }),
        ...(previous && { previous }),
        place,
      });
    }
    const profile = readProperty(metadata.annotations, PROFILE_ANNOTATION);
    const previous = world.previousNames(name, name);
    found.requests.push({
      type: WORKLOAD_TYPE,
      class: typeof profile === 'string' ? profile : DEFAULT_CLASS,
      id: name,
      node: requester,
      relation: 'root',
      scope,
      owner: name,
      ...(previous && { previous }),
      place: { source: sourceOf(name, entry), pointer: '' },
    });
    found.bindings.set(name, bindings);
    found.problems.set(requester, problems);
  }
  return found;
}

/** How a workload's Score file is called in problems: its path in the repository, or its name. */
export function sourceOf(name: string, entry: WorkloadEntry): string {
  return entry.source?.path ?? `workload ${name}`;
}

function identify(
  world: PlanningWorld,
  workload: string,
  key: string,
  resource: Resource,
  place: { source: string; pointer: string },
  problems: Problem[],
) {
  const { type, class: resourceClass = DEFAULT_CLASS, id } = resource;
  const common = { type, class: resourceClass };
  const known = world.resourceType(type);
  if (known?.use === 'internal') {
    const message = `Resource "${key}" asks for type ${type}, which only definitions may ask for.`;
    problems.push(
      planProblem('internal-type', message, place, { hint: world.directTypeHint(type) }),
    );
  }
  if (known?.scope !== 'environment') {
    const isPrivate = id === undefined;
    return { parts: { ...common, id: id ?? privateResourceId(workload, key) }, isPrivate };
  }
  if (id !== undefined) {
    const message = `Resource "${key}" gives the id "${id}", but there is one ${type} per environment.`;
    const hint = 'Leave the id out.';
    problems.push(
      planProblem(
        'id-of-environment-type',
        message,
        { ...place, pointer: `${place.pointer}/id` },
        { hint },
      ),
    );
  }
  return { parts: { ...common, id: type }, isPrivate: false };
}
