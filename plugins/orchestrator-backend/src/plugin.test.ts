import request from 'supertest';
import { setTimeout as delay } from 'node:timers/promises';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  TestDatabases,
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import type { Knex } from 'knex';
import {
  PLUGIN_ID,
  isFinal,
  type Deployment,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import {
  orchestratorDriversExtensionPoint,
  type Driver,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { platformOrchestratorPlugin } from './plugin';

jest.setTimeout(60_000);

const BASE = '/api/platform-orchestrator/v1';
const ANA = mockCredentials.user.header('user:default/ana');

const MANIFESTS = `
apiVersion: tutti.dev/v1alpha1
kind: EnvironmentType
metadata: { name: development }
spec: { order: 10 }
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceType
metadata: { name: queue }
spec:
  use: direct
  scope: workload
  params: { type: object }
  outputs:
    type: object
    properties: { address: { type: string }, token: { type: string, secret: true } }
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: queue-any }
spec:
  type: queue
  driver: memory
  criteria: [{}]
  inputs: { address: "queue://\${context.resource.name}" }
---
apiVersion: tutti.dev/v1alpha1
kind: ResourceDefinition
metadata: { name: workload-any }
spec: { type: workload, driver: memory, criteria: [{}] }
`;

const SCORE = `
apiVersion: score.dev/v1b1
metadata: { name: web }
containers:
  web:
    image: .
    variables: { QUEUE: "\${resources.jobs.address}" }
resources:
  jobs: { type: queue }
`;

const TOKEN = 'a-token-that-nobody-may-see';

/** Makes nothing but what it is given, and a secret. */
function memoryDriver(): Driver {
  return {
    id: 'memory',
    version: '1',
    stateVersion: 1,
    inputs: { type: 'object' },
    plan: async ({ state }) => ({ action: state ? 'update' : 'create', differences: [] }),
    apply: async ({ inputs, resource }) => ({
      state: {},
      outputs: inputs,
      ...(resource.type === 'queue' && { secretOutputs: { token: TOKEN } }),
    }),
    read: async () => ({ presence: 'present', evidence: {} }),
    destroy: async () => ({ presence: 'absent', evidence: {} }),
  };
}

const memoryModule = createBackendModule({
  pluginId: PLUGIN_ID,
  moduleId: 'memory',
  register(module) {
    module.registerInit({
      deps: { drivers: orchestratorDriversExtensionPoint },
      async init({ drivers }) {
        drivers.addDriver(memoryDriver());
      },
    });
  },
});

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const folder = createMockDirectory({ content: { 'manifests.yaml': MANIFESTS } });

function pluginConfig(platformOrchestrator: JsonObject = {}): JsonObject {
  return {
    backend: { baseUrl: 'http://localhost' },
    platformOrchestrator: {
      manifests: { sources: [{ name: 'test', type: 'file', path: folder.path }] },
      secrets: { keys: [{ id: 'test', secret: 'a secret that is long enough for a test' }] },
      ...platformOrchestrator,
    },
  };
}

/** All rows of all tables that the plugin and its queue keep, as text. */
async function everythingIn(knex: Knex): Promise<string> {
  const tables: { name: string }[] = String(knex.client.config.client).includes('pg')
    ? await knex('information_schema.tables')
        .select(knex.raw(`table_schema || '.' || table_name as name`))
        .whereNotIn('table_schema', ['pg_catalog', 'information_schema'])
        .where('table_type', 'BASE TABLE')
    : await knex('sqlite_master').select('name').where('type', 'table');
  expect(tables.length).toBeGreaterThan(20);
  const contents = await Promise.all(tables.map(({ name }) => knex(name).select()));
  return JSON.stringify(contents);
}

describe.each(databases.eachSupportedId())('the plugin on %p', databaseId => {
  async function start(config?: JsonObject) {
    const knex = await databases.init(databaseId);
    const backend = await startTestBackend({
      features: [
        platformOrchestratorPlugin,
        memoryModule,
        mockServices.rootConfig.factory({ data: pluginConfig(config) }),
        mockServices.database.factory({ knex }),
        catalogServiceMock.factory(),
      ],
    });
    const call = {
      get: (path: string) =>
        request(backend.server).get(`${BASE}${path}`).set('Authorization', ANA),
      post: (path: string, body: object) =>
        request(backend.server).post(`${BASE}${path}`).set('Authorization', ANA).send(body),
    };
    await call.post('/applications', { name: 'shop' }).expect(201);
    await call
      .post('/applications/shop/environments', { name: 'development', type: 'development' })
      .expect(201);
    return { ...call, stop: () => backend.stop(), knex };
  }

  const submission = { scoreFiles: [{ content: SCORE, images: { '*': 'web:1' } }] };
  const DEPLOYMENTS = '/applications/shop/environments/development/deployments';

  it('brings a Score file from the API to active resources, and shows no secret', async () => {
    const { get, post, stop, knex } = await start();
    try {
      const { body: submitted } = await post(DEPLOYMENTS, submission).expect(201);
      const answers: string[] = [];
      let deployment: Deployment = submitted;
      while (!isFinal(deployment.status)) {
        await delay(100);
        deployment = (await get(`/deployments/${submitted.uid}`).expect(200)).body;
      }
      expect(deployment).toMatchObject({ status: 'succeeded', number: 1, workloads: ['web'] });

      const read = async (path: string) => {
        const { body, text } = await get(path).expect(200);
        answers.push(text);
        return body;
      };
      const plan = await read(`/deployments/${submitted.uid}/plan`);
      expect(
        plan.nodes.map((node: { node: string; action: string }) => [node.node, node.action]),
      ).toEqual([
        ['queue.default#web.jobs', 'create'],
        ['workload#web', 'create'],
      ]);
      const resources = await read('/resources?application=shop');
      expect(resources.items).toHaveLength(2);
      const queue = resources.items.find((item: { type: string }) => item.type === 'queue');
      expect(queue.outputs).toMatchObject({
        address: `queue://${queue.name}`,
        token: { secret: true },
      });
      const log = await read(`/deployments/${submitted.uid}/log?wait=5`);
      expect(log.items.length).toBeGreaterThan(0);
      const environments = await read('/applications/shop/environments');
      expect(environments.items[0].workloads).toEqual(['web']);
      const statuses = await read('/applications/shop/workloads');
      expect(statuses.items[0]).toMatchObject({ workload: 'web', images: { web: 'web:1' } });
      await read(`/deployments/${submitted.uid}/nodes`);
      await read('/definitions');
      expect(answers.join()).not.toContain(TOKEN);
      expect(await everythingIn(knex)).not.toContain(TOKEN);
    } finally {
      await stop();
    }
  });

  it('takes deployments in, and leaves the work to others, where the worker is off', async () => {
    const { get, post, stop } = await start({ worker: { enabled: false } });
    try {
      const { body } = await post(DEPLOYMENTS, submission).expect(201);
      await delay(1_000);
      const { body: later } = await get(`/deployments/${body.uid}`).expect(200);
      expect(later.status).toBe('pending');
    } finally {
      await stop();
    }
  });
});

describe('the plugin', () => {
  it('does not start in production while permissions are off, and says what to set', async () => {
    const before = process.env.NODE_ENV;
    Object.assign(process.env, { NODE_ENV: 'production' });
    try {
      await expect(
        startTestBackend({
          features: [
            platformOrchestratorPlugin,
            mockServices.rootConfig.factory({ data: pluginConfig() }),
            catalogServiceMock.factory(),
          ],
        }),
      ).rejects.toThrow('set permission.enabled to true');
    } finally {
      Object.assign(process.env, { NODE_ENV: before });
    }
  });

  it('does not start without a key for secrets, and says what to set', async () => {
    await expect(
      startTestBackend({
        features: [
          platformOrchestratorPlugin,
          mockServices.rootConfig.factory({ data: { backend: { baseUrl: 'http://localhost' } } }),
          catalogServiceMock.factory(),
        ],
      }),
    ).rejects.toThrow('platformOrchestrator.secrets.keys');
  });
});
