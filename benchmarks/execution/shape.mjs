// What is deployed: a workload with eight resources and a delivery. JSON is YAML.

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { readScore } = require('@tutti/score');

/** Nodes of one deployment: the workload, its cluster, namespace and server, five that it asks for, and the delivery. */
export const NODES = 10;

const ASKED = ['orders', 'photos', 'mail', 'queue', 'search'];

/** The texts of all manifests. */
export function manifests() {
  const outputs = { properties: { host: { type: 'string' } } };
  return [
    manifest('EnvironmentType', 'development', { order: 1 }),
    manifest('ResourceType', 'part', {
      outputs,
      params: { type: 'object', properties: { round: { type: 'integer' } } },
    }),
    manifest('ResourceType', 'server', { use: 'internal', scope: 'environment', outputs }),
    definition('cluster', 'k8s-cluster', 'no-op', { inputs: { name: 'main' } }),
    definition('namespace', 'k8s-namespace', 'no-op', {
      inputs: { name: '${context.environment.id}' },
    }),
    definition('server', 'server', 'no-op', { inputs: { host: 'server' } }),
    definition('part', 'part', 'no-op', {
      dependencies: { server: { type: 'server' } },
      inputs: {
        host: '${resources.server.host}',
        name: '${context.resource.name}',
        round: '${params.round}',
      },
    }),
    definition('profile', 'workload', 'no-op-workload', {
      dependencies: { cluster: { type: 'k8s-cluster' }, namespace: { type: 'k8s-namespace' } },
      inputs: { namespace: '${resources.namespace.name}' },
    }),
    definition('delivery', 'k8s-delivery', 'no-op-delivery', { inputs: {} }),
  ];
}

/** Drivers that do nothing, as fast as nothing can be done. */
export function drivers() {
  return [
    noOp('no-op', {}, ctx => ({ outputs: ctx.inputs })),
    noOp('no-op-workload', { producesManifests: true, secretInputs: 'reference' }, ctx => ({
      manifests: [{ apiVersion: 'apps/v1', kind: 'Deployment', spec: ctx.params }],
    })),
    noOp('no-op-delivery', { delivers: true }, () => ({ evidence: { commit: 'none' } })),
  ];
}

/**
 * The delta of one deployment; every round is another one, so that the resources asked for are updated.
 *
 * @param resources - how many are asked for: five nodes come with them
 */
export function deltaOf(round, resources = ASKED.length) {
  const asked = [
    ...ASKED,
    ...Array.from({ length: resources - ASKED.length }, (_, at) => `part-${at}`),
  ];
  const text = [
    'apiVersion: score.dev/v1b1',
    'metadata: { name: web }',
    `containers: { main: { image: "app:${round}", variables: { HOST: "\${resources.orders.host}" } } }`,
    'resources:',
    ...asked.map(key => `  ${key}: { type: part, params: { round: ${round} } }`),
  ].join('\n');
  const { files, problems } = readScore(text, { source: 'web.yaml' });
  if (files.length !== 1) {
    throw new Error(JSON.stringify(problems));
  }
  return { upsert: { web: { workload: files[0].workload } }, remove: [] };
}

function noOp(id, descriptor, result) {
  return {
    ...{ id, version: '1.0.0', stateVersion: 1, inputs: { type: 'object' }, ...descriptor },
    plan: async ({ state }) => ({ action: state ? 'update' : 'create', differences: [] }),
    apply: async ctx => ({ state: {}, outputs: {}, ...result(ctx) }),
    read: async () => ({ presence: 'present', evidence: {} }),
    destroy: async () => ({ presence: 'absent', evidence: {} }),
  };
}

function definition(name, type, driver, rest) {
  return manifest('ResourceDefinition', name, { type, driver, criteria: [{}], ...rest });
}

function manifest(kind, name, spec) {
  return JSON.stringify({ apiVersion: 'tutti.dev/v1alpha1', kind, metadata: { name }, spec });
}
