import { appendPointer, findReferences, isJsonObject, sortedEntries } from '@tutti/score';
import type { JsonObject, JsonValue, Problem } from '@tutti/score';
import { DEFAULT_CLASS, nodeId } from '../model';
import type { DependencySpec, NodeIdParts } from '../model';
import { composeTemplate, staticText } from './composeTemplate';
import type { ComposeRoots } from './composeTemplate';
import type { Collecting, GraphNode } from './GraphNode';
import { NO_SCOPE } from './NodeRequest';
import type { NodeRequest } from './NodeRequest';
import { definitionPlace, planProblem } from './planProblem';
import type { PlanningWorld } from './PlanningWorld';
import { previouslyAsked } from './previouslyAsked';

/** References that make an id differ from node to node. */
const OWN_PATHS = [/^context\.resource\.(id|name)$/, /^context\.workload\.id$/];

/**
 * Fills in what the definition of a node asks for: dependencies, provisions, and the anchors of what it collects. Each
 * becomes a request for a node (an omitted class is `default`, an omitted id the node's own) or a problem.
 */
export function addAsked(world: PlanningWorld, node: GraphNode): void {
  const { definition } = node;
  if (!definition) {
    return;
  }
  const { dependencies, provisions, collect } = definition.spec;
  for (const [alias, spec] of sortedEntries(dependencies)) {
    const request = toRequest(world, node, spec, appendPointer('/spec/dependencies', alias));
    if (request) {
      node.dependencies[alias] = request.node;
      node.asks.push({ ...request, relation: 'dependency' });
    }
  }
  for (const [index, spec] of provisions.entries()) {
    const request = toRequest(world, node, spec, appendPointer('/spec/provisions', index));
    if (request) {
      node.provisioned.push({
        node: request.node,
        dependsOnThis: spec.dependsOnThis === true,
        inheritDependents: spec.inheritDependents === true,
      });
      const mustNotMerge = spec.id !== undefined && spec.merge !== true;
      node.asks.push({ ...request, relation: 'provision', ...(mustNotMerge && { mustNotMerge }) });
    }
  }
  for (const [name, { of, direction, type }] of sortedEntries(collect)) {
    const anchor = toRequest(world, node, of, appendPointer('/spec/collect', name, 'of'));
    if (anchor) {
      node.collecting[name] = { anchor: anchor.node, direction, type } satisfies Collecting;
    }
  }
}

function toRequest(
  world: PlanningWorld,
  node: GraphNode,
  spec: DependencySpec,
  pointer: string,
): Omit<NodeRequest, 'relation'> | undefined {
  const place = definitionPlace(node.definition!.name, pointer);
  const problems: Problem[] = [];
  const { branch, tag } = world.context.deployment ?? {};
  const deployment = { ...(branch && { branch }), ...(tag && { tag }) };
  const roots: ComposeRoots = { context: node.context, params: node.request };
  // Branch and tag choose classes and nothing else: an input that changes with them would never settle.
  const classRoots: ComposeRoots = { ...roots, context: { ...node.context, deployment } };
  const text = (field: 'class' | 'id', from: ComposeRoots) =>
    composeStaticText(
      spec[field],
      from,
      node,
      { ...place, pointer: `${pointer}/${field}` },
      problems,
    );

  const resourceClass = spec.class === undefined ? DEFAULT_CLASS : text('class', classRoots);
  const id = idOf(world, node, spec, place, () => text('id', roots), problems);
  const params = spec.params && composeTemplate(spec.params, roots);
  for (const error of params?.errors ?? []) {
    const at = { ...place, pointer: `${pointer}/params${error.pointer}` };
    problems.push(planProblem('placeholder', `${error.message}.`, at));
  }
  node.problems.push(...problems);
  if (problems.length > 0 || resourceClass === undefined || id === undefined) {
    return undefined;
  }
  const parts = { type: spec.type, class: resourceClass, id };
  const requested = tryNodeId(parts, place, node.problems);
  const owner = isOwn(world, spec) ? node.owner : undefined;
  const isOnePerEnvironment = world.resourceType(spec.type)?.scope === 'environment';
  const previous = isOnePerEnvironment ? undefined : previouslyAsked(node, spec, { id, owner });
  return requested === undefined
    ? undefined
    : {
        ...parts,
        node: requested,
        requester: node.node,
        ...(isJsonObject(params?.value) && { params: params.value as JsonObject }),
        scope: params && findReferences(params.value).length > 0 ? node.scope : NO_SCOPE,
        ...(owner !== undefined && { owner }),
        ...(previous && { previous }),
        place,
      };
}

function idOf(
  world: PlanningWorld,
  node: GraphNode,
  spec: DependencySpec,
  place: { source: string; pointer: string },
  explicit: () => string | undefined,
  problems: Problem[],
): string | undefined {
  if (world.resourceType(spec.type)?.scope !== 'environment') {
    return spec.id === undefined ? node.id : explicit();
  }
  if (spec.id !== undefined) {
    const message = `An id is given for ${spec.type}, but there is one ${spec.type} per environment.`;
    problems.push(
      planProblem('id-of-environment-type', message, place, { hint: 'Leave the id out.' }),
    );
  }
  return spec.type;
}

/** Whether what is asked for is as private as the node that asks. */
function isOwn(world: PlanningWorld, spec: DependencySpec): boolean {
  if (world.resourceType(spec.type)?.scope === 'environment') {
    return false;
  }
  return (
    spec.id === undefined ||
    findReferences(spec.id).some(({ path }) => OWN_PATHS.some(own => own.test(path.join('.'))))
  );
}

function composeStaticText(
  template: JsonValue | undefined,
  roots: ComposeRoots,
  node: GraphNode,
  place: { source: string; pointer: string },
  problems: Problem[],
): string | undefined {
  const composed = composeTemplate(template ?? '', roots);
  const result =
    composed.errors.length > 0 ? undefined : staticText(composed.value, node.scope.metadata);
  const error = composed.errors[0]?.message ?? result?.error;
  if (error !== undefined) {
    problems.push(planProblem('placeholder', `For ${node.node}: ${error}.`, place));
  }
  return result?.text;
}

function tryNodeId(
  parts: NodeIdParts,
  place: { source: string; pointer: string },
  problems: Problem[],
) {
  const { type, class: resourceClass, id } = parts;
  if (!type || !id || !resourceClass || /[.#]/.test(type + resourceClass) || id.includes('#')) {
    const message = `"${type}.${resourceClass}#${id}" is not a node: type, class and id must not be empty, type and class hold no dot, and none of them a #.`;
    problems.push(planProblem('malformed-node', message, place));
    return undefined;
  }
  return nodeId(parts);
}
