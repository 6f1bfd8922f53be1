/**
 * Shapes of graphs of about `nodes` nodes: `manifests` (a function of the number of nodes, YAML, what makes them) and
 * `workloads` (another one, the `resources` of each Score file by the name of its workload, in YAML).
 */
export const graphShapes = {
  'a chain, each reading the one before': {
    manifests: () => [
      everywhere(
        'part',
        'params: { of: { default: "" } }\n  inputs: { host: a, of: "${params.of}" }',
      ),
    ],
    workloads: nodes => ({
      web: resources(nodes - 4, index =>
        index === 0
          ? '{ type: part }'
          : `{ type: part, params: { of: "\${resources.${key(index - 1)}.host}" } }`,
      ),
    }),
  },
  'a chain of definitions': {
    manifests: nodes => chainOfDefinitions(nodes - 4),
    workloads: () => ({ web: 'resources: { first: { type: link-0 } }' }),
  },
  'wide: one that all others need': {
    manifests: () => [
      everywhere('server', 'inputs: { host: server }'),
      everywhere(
        'part',
        'dependencies: { server: { type: server } }\n  inputs: { host: "${resources.server.host}" }',
      ),
    ],
    workloads: nodes => ({ web: resources(nodes - 5, () => '{ type: part }') }),
  },
  'layers, each with what comes beside it': {
    manifests: () => layers(5),
    workloads: nodes => ({
      web: resources(Math.round((nodes - 4) / 10), () => '{ type: layer-0 }'),
    }),
  },
  'one that collects all others': {
    manifests: () => [
      everywhere('dns', 'inputs: { host: dns }'),
      everywhere(
        'route',
        'dependencies: { dns: { type: dns } }\n  inputs: { host: "${context.resource.id}" }',
      ),
      type('gateway', 'scope: environment'),
      everywhere(
        'gateway',
        'collect: { routes: { of: dns, direction: dependents, type: route } }\n  inputs: { hosts: "${collected.routes.outputs.host}" }',
      ),
    ],
    workloads: nodes =>
      workloads(10, () =>
        resources(Math.ceil((nodes - 15) / 10), index =>
          index === 0 ? '{ type: gateway }' : '{ type: route }',
        ),
      ),
  },
  'classes in front of one bucket': {
    manifests: () => [
      everywhere('bucket', 'inputs: { host: bucket }'),
      ...['reader', 'writer', 'admin'].map(role => delegator(role)),
    ],
    workloads: nodes =>
      workloads(10, () =>
        resources(Math.ceil((nodes - 13) / 20), index => `{ type: bucket, class: ${role(index)} }`),
      ),
  },
  '100 workloads that share 50 resources': {
    manifests: () => [everywhere('part', 'inputs: { host: "${context.resource.name}" }')],
    workloads: nodes =>
      workloads(Math.max(1, Math.round(nodes / 10)), each =>
        resources(18, index =>
          index < 10
            ? `{ type: part, id: shared-${(each * 7 + index) % Math.max(10, Math.round(nodes / 20))} }`
            : '{ type: part }',
        ),
      ),
  },
};

const ROLES = ['reader', 'writer', 'admin'];
const role = index => ROLES[index % ROLES.length];

/** A class of bucket that is a step in front of the bucket itself. */
function delegator(name) {
  return definition(
    `bucket-${name}`,
    `type: bucket
  driver: static
  criteria: [{ class: ${name} }]
  dependencies: { bucket: { type: bucket } }
  inputs: { host: "\${resources.bucket.host}", role: ${name} }`,
  );
}

/** Each layer needs the next one, and brings a sidecar that all that need it need too. */
function layers(depth) {
  const documents = [];
  for (let layer = 0; layer < depth; layer++) {
    const next =
      layer + 1 < depth ? `\n  dependencies: { next: { type: layer-${layer + 1} } }` : '';
    documents.push(
      type(`layer-${layer}`),
      type(`beside-${layer}`),
      everywhere(`beside-${layer}`, 'inputs: { host: beside }'),
      everywhere(
        `layer-${layer}`,
        `provisions: [{ type: beside-${layer}, dependsOnThis: true, inheritDependents: true }]
  inputs: { host: "\${context.resource.name}" }${next}`,
      ),
    );
  }
  return documents;
}

function chainOfDefinitions(length) {
  const documents = [];
  for (let link = 0; link < length; link++) {
    const next =
      link + 1 < length
        ? `dependencies: { next: { type: link-${link + 1} } }\n  inputs: { host: "\${resources.next.host}" }`
        : 'inputs: { host: end }';
    documents.push(type(`link-${link}`), everywhere(`link-${link}`, next));
  }
  return documents;
}

function workloads(count, write) {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`workload-${index}`, write(index)]),
  );
}

function resources(count, write) {
  const lines = Array.from({ length: count }, (_, index) => `  ${key(index)}: ${write(index)}`);
  return `resources:\n${lines.join('\n')}`;
}

const key = index => `r${String(index).padStart(4, '0')}`;

/** A definition that fits wherever no other does. */
function everywhere(name, rest) {
  return definition(
    `${name}-everywhere`,
    `type: ${name}\n  driver: static\n  criteria: [{}]\n  ${rest}`,
  );
}

function definition(name, spec) {
  return `apiVersion: tutti.dev/v1alpha1\nkind: ResourceDefinition\nmetadata: { name: ${name} }\nspec:\n  ${spec}\n`;
}

function type(name, spec = 'scope: workload') {
  return `apiVersion: tutti.dev/v1alpha1\nkind: ResourceType\nmetadata: { name: ${name} }\nspec: { ${spec} }\n`;
}
