/** The resource types that graphs are made of: each of them has many candidates. */
const GRAPH_TYPES = ['server', 'part', 'route', 'dns', 'bucket', 'step', 'side'];

/** Documents that one file may hold. */
const DOCUMENTS_PER_FILE = 1000;

/**
 * Writes the manifests of a registry: `count` definitions whose criteria name applications that are not the one planned
 * for, seven in ten of them for the types of the graphs, and what workloads need to be run. The same ones each time.
 *
 * @returns the texts of files
 */
export function registryFiles(count) {
  return splitIntoFiles([
    ...PLATFORM,
    ...GRAPH_TYPES.map(graphType),
    ...OTHER_TYPES.map(otherType),
    ...Array.from({ length: count }, (_, index) => definition(index)),
  ]);
}

/** Puts documents into as many files as are needed. */
export function splitIntoFiles(documents) {
  const files = [];
  for (let start = 0; start < documents.length; start += DOCUMENTS_PER_FILE) {
    files.push(documents.slice(start, start + DOCUMENTS_PER_FILE).join('---\n'));
  }
  return files;
}

const OTHER_TYPES = Array.from({ length: 40 }, (_, index) => `other-${index}`);

function definition(index) {
  const type =
    index % 10 < GRAPH_TYPES.length
      ? GRAPH_TYPES[index % 10]
      : OTHER_TYPES[index % OTHER_TYPES.length];
  const name = `definition-${String(index).padStart(5, '0')}`;
  return `apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: ${name}, title: "Definition ${index}", owner: "group:default/team-${index % 23}" }
spec:
  type: ${type}
  driver: static
  criteria:
    - { application: application-${index}, environmentType: [development, production] }
  params: { size: { default: ${index % 5} } }
  inputs:
    host: "host-${index}.example.com"
    database: \${context.resource.name}
    size: \${params.size}
  deletion: { onRemoval: approve }
`;
}

function graphType(name) {
  const scope = name === 'server' || name === 'dns' ? 'environment' : 'workload';
  return `apiVersion: tutti.dev/v1alpha1
kind: ResourceType
metadata: { name: ${name} }
spec:
  scope: ${scope}
  params: { type: object, properties: { size: { type: integer }, of: { type: string } } }
  outputs: { type: object, properties: { host: { type: string }, of: { type: string } }, additionalProperties: true }
`;
}

function otherType(name) {
  return `apiVersion: tutti.dev/v1alpha1
kind: ResourceType
metadata: { name: ${name} }
spec:
  stateful: true
  params: { type: object, properties: { size: { type: integer } } }
`;
}

const PLATFORM = [
  `apiVersion: tutti.dev/v1alpha1
kind: EnvironmentType
metadata: { name: development }
spec: { order: 10 }
`,
  `apiVersion: tutti.dev/v1alpha1
kind: EnvironmentType
metadata: { name: production }
spec: { order: 20 }
`,
  `apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: cluster }
spec: { type: k8s-cluster, driver: static, criteria: [{}], inputs: { store: main } }
`,
  `apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: namespace }
spec: { type: k8s-namespace, driver: static, criteria: [{}], inputs: { name: "\${context.application.id}" } }
`,
  `apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: delivery }
spec: { type: k8s-delivery, driver: delivery, criteria: [{}], inputs: { store: "\${resources.cluster.store}" } }
`,
  `apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: profile }
spec:
  type: workload
  driver: workload
  criteria: [{}]
  dependencies: { cluster: { type: k8s-cluster }, namespace: { type: k8s-namespace } }
  inputs: { namespace: "\${resources.namespace.name}" }
`,
];
