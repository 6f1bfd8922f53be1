import { names, quantities } from './schemaNames';

type Schema = Record<string, unknown>;

/**
 * Builds the JSON Schema of `score.dev/v1b1`. A `description` says in words what a value has to be and is
 * what a developer reads when it is not.
 */
export function createScoreSchema(options: {
  /** Take the deprecated list form of files and volumes as well. */
  listForms: boolean;
  /** A probe needs `httpGet` or `exec`, as the specification says since 0.4.0 and score-go does not. */
  probeNeedsHandler: boolean;
}): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Score workload',
    ...closed(
      {
        apiVersion: {
          type: 'string',
          const: 'score.dev/v1b1',
        },
        metadata: {
          type: 'object',
          required: ['name'],
          properties: { name: ref('label'), annotations: ref('annotations') },
          additionalProperties: true,
        },
        service: closed({
          ports: mapOf(ref('label'), ref('servicePort')),
        }),
        containers: {
          ...mapOf(ref('label'), ref('container')),
          minProperties: 1,
        },
        resources: mapOf(ref('label'), ref('resource')),
      },
      ['apiVersion', 'metadata', 'containers'],
    ),
    $defs: {
      ...names,
      ...quantities,
      ...workloadParts(),
      ...containerParts(options.listForms),
      ...probes(options.probeNeedsHandler),
    },
  };
}

function workloadParts(): Schema {
  return {
    annotations: mapOf(ref('annotationKey'), { type: 'string' }),
    servicePort: closed(
      {
        port: ref('port'),
        protocol: { type: 'string', enum: ['TCP', 'UDP'] },
        targetPort: ref('port'),
      },
      ['port'],
    ),
    resource: closed(
      {
        type: ref('typeName'),
        class: ref('typeName'),
        id: ref('resourceId'),
        metadata: {
          type: 'object',
          properties: { annotations: ref('annotations') },
          additionalProperties: true,
        },
        params: { type: 'object', additionalProperties: true },
      },
      ['type'],
    ),
  };
}

function containerParts(listForms: boolean): Schema {
  const file = {
    content: { type: 'string' },
    binaryContent: { type: 'string', contentEncoding: 'base64' },
    source: ref('filledText'),
    mode: ref('fileMode'),
    noExpand: { type: 'boolean' },
  };
  const volume = {
    source: { type: 'string' },
    path: { type: 'string' },
    readOnly: { type: 'boolean' },
  };
  const oneContent = {
    oneOf: [{ required: ['content'] }, { required: ['binaryContent'] }, { required: ['source'] }],
    description: 'exactly one of content, binaryContent and source',
  };
  const target = { target: { type: 'string' } };
  const mapOrList = (map: Schema, item: Schema): Schema =>
    listForms ? { anyOf: [map, { type: 'array', items: item, deprecated: true }] } : map;
  return {
    container: closed(
      {
        image: ref('filledText'),
        command: ref('texts'),
        args: ref('texts'),
        variables: mapOf(ref('variableName'), { type: 'string' }),
        files: mapOrList(mapOf(undefined, ref('file')), {
          ...closed({ ...file, ...target }),
          ...oneContent,
        }),
        volumes: mapOrList(
          mapOf(undefined, ref('volume')),
          closed({ ...volume, ...target }, ['source']),
        ),
        before: mapOf(ref('label'), ref('before')),
        resources: closed({
          limits: ref('quantities'),
          requests: ref('quantities'),
        }),
        livenessProbe: ref('probe'),
        readinessProbe: ref('probe'),
      },
      ['image'],
    ),
    texts: { type: 'array', items: { type: 'string' } },
    filledText: {
      type: 'string',
      minLength: 1,
      description: 'a text that is not empty',
    },
    file: { ...closed(file), ...oneContent },
    volume: closed(volume, ['source']),
    before: closed({ ready: { type: 'string', enum: ['started', 'healthy', 'complete'] } }, [
      'ready',
    ]),
    quantities: closed({ memory: ref('memory'), cpu: ref('cpu') }),
  };
}

function probes(needsHandler: boolean): Schema {
  return {
    probe: {
      ...closed({ httpGet: ref('httpProbe'), exec: ref('execProbe') }),
      ...(needsHandler && {
        anyOf: [{ required: ['httpGet'] }, { required: ['exec'] }],
        description: 'at least one of httpGet and exec',
      }),
    },
    execProbe: closed({ command: ref('texts') }, ['command']),
    httpProbe: closed(
      {
        path: { type: 'string' },
        port: ref('port'),
        host: ref('filledText'),
        scheme: { type: 'string', enum: ['HTTP', 'HTTPS'] },
        httpHeaders: { type: 'array', items: ref('httpHeader') },
      },
      ['path', 'port'],
    ),
    httpHeader: closed({ name: ref('headerName'), value: ref('filledText') }, ['name', 'value']),
  };
}

function ref(name: string): Schema {
  return { $ref: `#/$defs/${name}` };
}

/** An object with these properties and no other. */
function closed(properties: Schema, required?: string[]): Schema {
  return {
    type: 'object',
    properties,
    ...(required && { required }),
    additionalProperties: false,
  };
}

/** An object whose keys are names that a developer chooses. */
function mapOf(keys: Schema | undefined, values: Schema): Schema {
  return {
    type: 'object',
    ...(keys && { propertyNames: keys }),
    additionalProperties: values,
  };
}
