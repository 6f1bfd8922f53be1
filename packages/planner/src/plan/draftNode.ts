import {
  appendPointer,
  containsKnownAfter,
  containsSecret,
  findReferences,
  mapValues,
  resolvePlaceholders,
  secretValue,
} from '@tutti/score';
import type { JsonObject, JsonValue } from '@tutti/score';
import { inputsLookup } from '../graph/lookups';
import type { ConnectedNode } from '../graph/GraphNode';
import type { PlanningWorld } from '../graph/PlanningWorld';
import { WORKLOAD_TYPE } from '../model';
import type { JsonSchema, NodeId, PlanNode } from '../model';
import { escapeTexts, hasFlag } from '../schema';
import { deletionPolicy } from './deletionPolicy';
import { valuesRead } from './valuesRead';

/** Which incarnation a draft is for. */
export interface Incarnation {
  number: number;
  name: string;
  ledgerUid?: string;
}

/** A node of the plan before anything is decided about it: all that resolving needs, nothing resolved. */
export function draftNode(
  world: PlanningWorld,
  node: ConnectedNode,
  incarnation: Incarnation,
  /** Says of another node whether it takes part: members that do not exist and will not be made do not. */
  takesPart: (node: NodeId) => boolean,
): PlanNode {
  const { definition, resourceType, owner } = node;
  const stateful = resourceType?.stateful ?? false;
  const inputsTemplate = inputsTemplateOf(node);
  const context = {
    ...node.context,
    resource: { ...(node.context.resource as JsonObject), name: incarnation.name },
  };
  const { values, problems } = valuesRead(
    world.valuesFor(node.node),
    inputsTemplate,
    definition,
    context,
  );
  const collected = Object.entries(node.collected).map(([name, members]) => [
    name,
    members.filter(takesPart),
  ]);
  return {
    node: node.node,
    type: node.type,
    class: node.class,
    id: node.id,
    action: 'unchanged',
    reason: '',
    inScope: false,
    ...(incarnation.ledgerUid && { ledgerUid: incarnation.ledgerUid }),
    incarnation: incarnation.number,
    name: incarnation.name,
    ...(definition && {
      definition: definition.name,
      definitionVersion: definition.version,
      driver: definition.spec.driver,
    }),
    stateful,
    deletion: deletionPolicy(definition?.spec.deletion ?? {}, {
      stateful,
      isPreview: world.isPreview(),
    }),
    match: node.match,
    workloads: node.workloads,
    shared: owner === undefined,
    ...(owner !== undefined && { workload: owner }),
    place: node.place,
    requestHash: node.requestHash,
    request: node.request,
    inputsTemplate,
    ...(definition?.spec.outputs && { outputsTemplate: definition.spec.outputs }),
    context,
    bindings: {
      score: scoreBindings(node),
      dependencies: node.dependencies,
      collected: Object.fromEntries(collected),
    },
    ...(readsMetadata(node) && { metadata: node.scope.metadata }),
    ...(values && { values }),
    waitsForPerson: false,
    dependsOn: [...node.needs, ...node.follows].filter(takesPart).sort(),
    params: node.request,
    inputs: {},
    differences: [],
    catalog: resourceType?.use === 'internal' ? false : (definition?.spec.catalog ?? {}),
    problems: [...node.problems, ...problems],
  };
}

/** The catalog part of a node with its title resolved; what is secret or not known yet gives no title. */
export function resolveCatalog(node: PlanNode, params: JsonValue): PlanNode['catalog'] {
  if (node.catalog === false || node.catalog.title === undefined) {
    return node.catalog;
  }
  const lookup = inputsLookup(node, params, () => ({ params: {} }), node.ledgerUid);
  const { value, errors } = resolvePlaceholders(node.catalog.title, lookup);
  const isTitle =
    errors.length === 0 && !containsSecret(value) && !containsKnownAfter(value) && value !== '';
  return isTitle ? { title: String(value) } : {};
}

/** Inputs as the driver gets them: secrets beside them, and what the driver takes verbatim escaped. */
function inputsTemplateOf(node: ConnectedNode): JsonObject | string {
  const spec = node.definition?.spec;
  if (!spec) {
    return {};
  }
  const secrets = Object.entries(spec.secrets).map(([name, reference]) => [
    name,
    secretValue([reference]),
  ]);
  if (typeof spec.inputs === 'string') {
    return spec.inputs;
  }
  const inputs = node.driver ? escapeVerbatim(spec.inputs, '', node.driver.inputs) : spec.inputs;
  return { ...(inputs as JsonObject), ...Object.fromEntries(secrets) };
}

function escapeVerbatim(value: JsonValue, pointer: string, schema: JsonSchema): JsonValue {
  if (hasFlag(schema, pointer, 'verbatim')) {
    return escapeTexts(value);
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => escapeVerbatim(item, appendPointer(pointer, index), schema));
  }
  return typeof value === 'object' && value !== null
    ? mapValues(value, (item, key) => escapeVerbatim(item, appendPointer(pointer, key), schema))
    : value;
}

function scoreBindings(node: ConnectedNode): Record<string, NodeId> {
  const { bindings } = node.scope;
  if (node.type === WORKLOAD_TYPE) {
    return { ...bindings };
  }
  const keys = findReferences(node.request)
    .filter(({ path }) => path[0] === 'resources' && Object.hasOwn(bindings, path[1] ?? ''))
    .map(({ path }) => path[1]);
  return Object.fromEntries([...new Set(keys)].sort().map(key => [key, bindings[key]]));
}

function readsMetadata(node: ConnectedNode): boolean {
  return (
    node.type !== WORKLOAD_TYPE &&
    node.scope.metadata !== undefined &&
    findReferences(node.request).some(({ path }) => path[0] === 'metadata')
  );
}
