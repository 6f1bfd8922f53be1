import { MANIFEST_API_VERSION } from './Manifest';
import type { ManifestKind } from './Manifest';

const NAME = { type: 'string', pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$' };
/** As Score has it for types and classes. */
const TYPE = { type: 'string', pattern: '^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$' };
const TEXT = { type: 'string' };
const MAP = { type: 'object' };
const LABELS = { type: 'object', additionalProperties: TEXT };
const RULE = { enum: ['retain', 'approve', 'destroy'] };
const DURATION = { type: 'string', pattern: '^([1-9][0-9]*(m|h|d|w)|never)$' };
const MARKED_SCHEMA = {
  type: 'object',
  description: 'A JSON Schema 2020-12; `secret: true` beside a property marks what is never shown.',
};

/** One text, or a list that stands for several criteria. */
const ONE_OR_MORE = {
  type: ['string', 'array'],
  minLength: 1,
  minItems: 1,
  uniqueItems: true,
  items: { type: 'string', minLength: 1 },
};

const REQUEST = {
  type: { ...TYPE, description: 'The resource type.' },
  class: { ...TEXT, minLength: 1, description: '`default` when left out.' },
  id: { ...TEXT, minLength: 1, description: "This node's own id when left out." },
  params: MAP,
};

const DEPENDENCY = {
  type: 'object',
  additionalProperties: false,
  required: ['type'],
  properties: REQUEST,
};

const PROVISION = {
  ...DEPENDENCY,
  properties: {
    ...REQUEST,
    dependsOnThis: { type: 'boolean' },
    inheritDependents: { type: 'boolean' },
    merge: { type: 'boolean' },
  },
};

const COLLECT = {
  type: 'object',
  additionalProperties: false,
  required: ['of', 'direction', 'type'],
  properties: {
    of: {
      type: ['string', 'object'],
      additionalProperties: false,
      required: ['type'],
      properties: REQUEST,
      minLength: 1,
    },
    direction: { enum: ['dependents', 'dependencies'] },
    type: TYPE,
  },
};

const SECRET_REFERENCE = {
  type: 'object',
  additionalProperties: false,
  required: ['store', 'key'],
  properties: {
    store: { ...TEXT, minLength: 1 },
    key: { ...TEXT, minLength: 1 },
    property: { ...TEXT, minLength: 1 },
  },
};

const resourceType = {
  additionalProperties: false,
  properties: {
    description: TEXT,
    use: { enum: ['direct', 'internal'] },
    scope: { enum: ['workload', 'environment'] },
    stateful: { type: 'boolean' },
    refersTo: { enum: ['workload'] },
    params: MARKED_SCHEMA,
    outputs: MARKED_SCHEMA,
    examples: {
      type: 'array',
      description: 'Score files that ask for the type, for its documentation.',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['score'],
        properties: { title: TEXT, score: { ...TEXT, minLength: 1 } },
      },
    },
  },
};

const environmentType = {
  additionalProperties: false,
  required: ['order'],
  properties: {
    order: { type: 'integer', description: 'Promotion goes upwards in this order.' },
    preview: { type: 'boolean' },
    approvals: {
      type: 'object',
      additionalProperties: false,
      properties: { required: { type: 'integer', minimum: 0 } },
    },
    requireReady: { type: 'boolean' },
    lifetime: {
      type: 'object',
      additionalProperties: false,
      properties: {
        default: DURATION,
        maximum: DURATION,
        perApplication: { type: 'integer', minimum: 1 },
      },
    },
  },
};

const resourceDefinition = {
  additionalProperties: false,
  required: ['type', 'driver'],
  properties: {
    type: TYPE,
    driver: { ...TEXT, minLength: 1 },
    criteria: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        properties: {
          class: ONE_OR_MORE,
          resource: ONE_OR_MORE,
          environment: ONE_OR_MORE,
          application: ONE_OR_MORE,
          environmentType: ONE_OR_MORE,
        },
      },
    },
    params: { type: 'object', additionalProperties: MAP },
    dependencies: { type: 'object', additionalProperties: DEPENDENCY },
    provisions: { type: 'array', items: PROVISION },
    collect: { type: 'object', additionalProperties: COLLECT },
    inputs: {
      type: ['object', 'string'],
      description: 'What the driver gets; `${values}` alone gives it every shared value.',
    },
    values: {
      ...MAP,
      description: 'What `${values}` holds under names that the application has no value for.',
    },
    secrets: { type: 'object', additionalProperties: SECRET_REFERENCE },
    outputs: MAP,
    deletion: {
      type: 'object',
      additionalProperties: false,
      properties: { onRemoval: RULE, onEnvironmentDelete: RULE, protected: { type: 'boolean' } },
    },
    catalog: {
      type: ['boolean', 'object'],
      additionalProperties: false,
      properties: { title: TEXT },
    },
    takesOver: { type: 'array', items: NAME },
    identity: { type: 'array', items: TEXT },
  },
};

const definitionTest = {
  additionalProperties: false,
  required: ['request', 'expect'],
  properties: {
    context: {
      type: 'object',
      additionalProperties: false,
      properties: {
        application: TEXT,
        environment: TEXT,
        environmentType: TEXT,
        applicationLabels: LABELS,
        environmentLabels: LABELS,
        values: MAP,
      },
    },
    request: DEPENDENCY,
    expect: {
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties: {
        definition: NAME,
        inputs: MAP,
        nodes: { type: 'array', items: TEXT },
      },
    },
  },
};

/** JSON Schemas 2020-12 of the manifests by kind, for reading and for editors. */
export const manifestSchemas: Record<ManifestKind, object> = {
  ResourceType: manifestSchema('ResourceType', TYPE, resourceType),
  EnvironmentType: manifestSchema('EnvironmentType', NAME, environmentType),
  ResourceDefinition: manifestSchema('ResourceDefinition', NAME, resourceDefinition),
  DefinitionTest: manifestSchema('DefinitionTest', NAME, definitionTest),
};

function manifestSchema(kind: ManifestKind, name: object, spec: object): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: kind,
    type: 'object',
    additionalProperties: false,
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: { const: MANIFEST_API_VERSION },
      kind: { const: kind },
      metadata: {
        type: 'object',
        additionalProperties: false,
        required: ['name'],
        properties: {
          name,
          title: TEXT,
          description: TEXT,
          ...(kind === 'ResourceDefinition' && { owner: TEXT }),
          labels: LABELS,
          annotations: LABELS,
        },
      },
      spec: { type: 'object', ...spec },
    },
  };
}
