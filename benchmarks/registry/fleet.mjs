import { createRequire } from 'node:module';

// Packages are TypeScript that is compiled when it is required.
const require = createRequire(import.meta.url);
const { plan, resolveNode } = require('@tutti/planner');
const { readScore } = require('@tutti/score');

const TYPES = ['development', 'test', 'staging', 'acceptance', 'production'];
/** Definitions that are about other applications, as a registry has them; nothing in the fleet matches them. */
const OTHER_DEFINITIONS = 500;
const WORKLOADS = 8;

/** The database of environments of one type; a change of its host is another database. */
export function database(environmentType, host) {
  return definition(`postgres-${environmentType}`, {
    ...{ type: 'postgres', driver: 'static', criteria: [{ environmentType }] },
    dependencies: { server: { type: 'server' } },
    inputs: { host, server: '${resources.server.host}', name: '${context.resource.name}' },
    identity: ['host'],
  });
}

/** The texts of all manifests. */
export function manifests() {
  const outputs = { properties: { host: { type: 'string' } } };
  return [
    ...TYPES.map((name, index) => manifest('EnvironmentType', name, { order: index })),
    manifest('ResourceType', 'postgres', { stateful: true, outputs }),
    manifest('ResourceType', 'server', { use: 'internal', scope: 'environment', outputs }),
    manifest('ResourceType', 'route', { outputs }),
    definition('profile', {
      ...{ type: 'workload', driver: 'static', criteria: [{}] },
      inputs: { image: '${params.containers.main.image}' },
    }),
    definition('server', {
      ...{ type: 'server', driver: 'static', criteria: [{}] },
      inputs: { host: 'server.${context.environment.id}' },
    }),
    definition('route', {
      ...{ type: 'route', driver: 'static', criteria: [{}] },
      inputs: { host: '${context.resource.id}.example.com' },
    }),
    ...TYPES.map(type => database(type, `postgres.${type}`)),
    ...Array.from({ length: OTHER_DEFINITIONS }, (_, index) =>
      definition(`other-${index}`, {
        ...{ type: 'postgres', driver: 'static', criteria: [{ application: `other-${index}` }] },
        inputs: { host: 'other' },
      }),
    ),
  ];
}

/** The environments of the fleet, five to an application: every application has one of each type. */
export function fleet(environments) {
  return Array.from({ length: environments }, (_, index) => ({
    application: `application-${Math.floor(index / TYPES.length)}`,
    type: TYPES[index % TYPES.length],
  }));
}

/** How many environments of a fleet are of a type. */
export function countOf(environments, type) {
  return fleet(environments).filter(each => each.type === type).length;
}

/** What is deployed in each environment: workloads that have a database and a route each. */
export function workloads() {
  const names = Array.from({ length: WORKLOADS }, (_, index) => `workload-${index}`);
  return Object.fromEntries(
    names.map(name => {
      const text = [
        'apiVersion: score.dev/v1b1',
        `metadata: { name: ${name} }`,
        'containers: { main: { image: "app:1" } }',
        'resources: { db: { type: postgres }, route: { type: route } }',
      ].join('\n');
      return [name, { workload: readScore(text, { source: `${name}.yaml` }).files[0].workload }];
    }),
  );
}

/** How many databases an environment has. */
export const DATABASES = WORKLOADS;

/**
 * What an environment holds once its workloads were deployed with drivers that return their inputs.
 *
 * @returns nodes of the plan with their resolved `params` and `inputs`, in the order of work
 */
export function deployed(world) {
  const { nodes } = plan({
    ...world,
    ...{ kind: 'deploy', base: { workloads: {} }, pins: [], values: {}, ledger: [] },
    delta: { upsert: workloads(), remove: [] },
  });
  const made = new Map();
  for (const node of nodes) {
    if (node.problems.length > 0) {
      throw new Error(`${node.node} is not as it should be: ${JSON.stringify(node.problems)}`);
    }
    const factsOf = id => ({ params: made.get(id).params, outputs: made.get(id).inputs });
    made.set(node.node, { ...node, ...resolveNode(node, factsOf, `uid of ${node.node}`) });
  }
  return [...made.values()];
}

function definition(name, spec) {
  return manifest('ResourceDefinition', name, spec);
}

// JSON is YAML.
function manifest(kind, name, spec) {
  return JSON.stringify({ apiVersion: 'tutti.dev/v1alpha1', kind, metadata: { name }, spec });
}
