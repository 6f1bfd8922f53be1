import { mockServices } from '@backstage/backend-test-utils';
import {
  DefaultNamespaceEntityPolicy,
  EntityPolicies,
  FieldFormatEntityPolicy,
  SchemaValidEntityPolicy,
  resourceEntityV1alpha1Validator,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService, EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { RESOURCES_CHANGED_TOPIC } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type {
  ActiveResource,
  PlatformOrchestratorApi,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { NodeId } from '@tutti/planner';
import { OrchestratorReader } from './OrchestratorReader';
import { PlatformOrchestratorEntityProvider } from './PlatformOrchestratorEntityProvider';

const STORED_PASSWORD = 'never-in-the-catalog';

function activeResource(overrides: Partial<ActiveResource>): ActiveResource {
  return {
    uid: '0190e4a0-0000-7000-8000-0000aabbccdd',
    application: 'shop',
    environment: 'development',
    environmentUid: '0190e4a0-0000-7000-8000-000000000001',
    environmentType: 'development',
    node: 'postgres.default#catalog-api.db' as NodeId,
    type: 'postgres',
    class: 'default',
    id: 'catalog-api.db',
    role: 'current',
    incarnation: 1,
    name: 'catalog-api-db-1234abcd',
    catalog: {},
    definition: 'postgres-development',
    definitionVersion: 1,
    driver: 'postgres-database',
    stateful: true,
    presence: 'present',
    readiness: 'not-checked',
    deletion: { onRemoval: 'destroy', onEnvironmentDelete: 'destroy', protected: false },
    deletionPending: false,
    params: {},
    inputs: {},
    outputs: { host: 'db', password: STORED_PASSWORD },
    dependsOn: [],
    workloads: ['catalog-api'],
    updatedAt: '2026-01-01T00:00:00Z',
    ...overrides,
  };
}

function component(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'tutti.dev/application': 'shop', 'tutti.dev/workload': name },
    },
    spec: { type: 'service', owner: 'group:default/shop-team', lifecycle: 'production' },
  };
}

const application = {
  uid: '0190e4a0-0000-7000-8000-000000000009',
  name: 'shop',
  labels: {},
  systemRef: 'system:shops/shop',
  ownerRef: 'group:default/shop-team',
  createdAt: '2026-01-01T00:00:00Z',
};

/** A platform orchestrator in memory, two rows a page, so that reading on by cursor matters. */
function orchestratorWith(resources: () => ActiveResource[]): PlatformOrchestratorApi {
  const api: Partial<PlatformOrchestratorApi> = {
    listApplications: async () => ({ items: [application] }),
    getApplication: async () => application,
    listEnvironments: async () => ({
      items: [
        {
          uid: '0190e4a0-0000-7000-8000-000000000001',
          application: 'shop',
          name: 'development',
          type: 'development',
          order: 10,
          labels: {},
          status: 'active',
          workloads: ['catalog-api', 'not-in-the-catalog'],
          createdAt: '2026-01-01T00:00:00Z',
        },
      ],
    }),
    listActiveResources: async page => {
      const from = Number(page?.cursor ?? 0);
      const next = from + 2;
      return {
        items: resources().slice(from, next),
        ...(next < resources().length ? { nextCursor: String(next) } : {}),
      };
    },
    listResourceTypes: async () => ({
      items: ['postgres', 'redis', 'postgres-server'].map(name => ({
        name,
        use: name === 'postgres-server' ? ('internal' as const) : ('direct' as const),
        scope: 'workload' as const,
        stateful: false,
        params: {},
        outputs: {},
        builtIn: false,
      })),
    }),
  };
  return api as PlatformOrchestratorApi;
}

async function connectedProvider(
  resources: () => ActiveResource[],
  registered: Entity[] = [],
  components: () => Entity[] = () => [component('catalog-api')],
) {
  const events = mockServices.events();
  const waiting: Array<() => void> = [];
  const mutations: EntityProviderMutation[] = [];
  let fullSync: () => Promise<void> = async () => undefined;
  const provider = new PlatformOrchestratorEntityProvider({
    reader: new OrchestratorReader({
      api: orchestratorWith(resources),
      auth: mockServices.auth(),
      catalog: Object.assign(catalogServiceMock(), {
        getEntities: ((request, options) =>
          catalogServiceMock({ entities: [...components(), ...registered] }).getEntities(
            request,
            options,
          )) satisfies CatalogService['getEntities'],
      }),
      appBaseUrl: 'http://portal',
    }),
    events,
    logger: mockServices.logger.mock(),
    taskRunner: {
      run: async task => {
        fullSync = async () => task.fn(new AbortController().signal);
      },
    },
    later: (_, callback) => waiting.push(callback),
  });
  await provider.connect({
    applyMutation: async mutation => {
      mutations.push(mutation);
    },
    refresh: async () => undefined,
  });
  /** Lets the time pass that the provider waits for, once. */
  const lookAgain = async () => {
    waiting.splice(0).forEach(callback => callback());
    await new Promise(resolve => setImmediate(resolve));
    await new Promise(resolve => setImmediate(resolve));
  };
  return { events, mutations, waiting, lookAgain, fullSync: () => fullSync() };
}

function entitiesOf(mutation: EntityProviderMutation): Entity[] {
  return (mutation.type === 'full' ? mutation.entities : mutation.added).map(
    ({ entity }) => entity,
  );
}

describe('environments and resources in the catalog', () => {
  it('registers an environment and its resources as valid entities that the asking component depends on', async () => {
    const { mutations, fullSync } = await connectedProvider(() => [activeResource({})]);
    await fullSync();

    const entities = entitiesOf(mutations[0]);
    const policy = EntityPolicies.allOf([
      new SchemaValidEntityPolicy(),
      new DefaultNamespaceEntityPolicy(),
      new FieldFormatEntityPolicy(),
    ]);
    for (const entity of entities) {
      await expect(policy.enforce(entity)).resolves.toBeDefined();
      await expect(resourceEntityV1alpha1Validator.check(entity)).resolves.toBe(true);
    }
    expect(entities.map(entity => stringifyEntityRef(entity))).toEqual([
      'resource:shops/shop-development-00000001',
      'resource:shops/shop-development-postgres-catalog-api-db-aabbccdd',
    ]);
    expect(entities.map(({ spec }) => spec?.dependencyOf)).toEqual([
      ['component:default/catalog-api'],
      ['component:default/catalog-api'],
    ]);
    expect(entities[1].spec).toMatchObject({
      type: 'postgres',
      owner: 'group:default/shop-team',
      system: 'system:shops/shop',
    });
  });

  it('never puts outputs into the catalog', async () => {
    const { mutations, fullSync } = await connectedProvider(() => [activeResource({})]);
    await fullSync();
    expect(JSON.stringify(mutations)).not.toContain(STORED_PASSWORD);
  });

  it('reads on until the last page, and leaves out what developers did not ask for', async () => {
    const rows = [
      activeResource({}),
      activeResource({ uid: '0190e4a0-0000-7000-8000-000000000011', type: 'workload' }),
      activeResource({ uid: '0190e4a0-0000-7000-8000-000000000012', type: 'postgres-server' }),
      activeResource({ uid: '0190e4a0-0000-7000-8000-000000000013', role: 'orphan' }),
      activeResource({ uid: '0190e4a0-0000-7000-8000-000000000014', catalog: false }),
      activeResource({ uid: '0190e4a0-0000-7000-8000-000000000015', presence: 'absent' }),
      activeResource({ uid: '0190e4a0-0000-7000-8000-000000000016', type: 'redis', id: 'cache' }),
    ];
    const { mutations, fullSync } = await connectedProvider(() => rows);
    await fullSync();
    expect(entitiesOf(mutations[0]).map(({ spec }) => spec?.type)).toEqual([
      'environment',
      'postgres',
      'redis',
    ]);
  });

  it('takes a resource out of the catalog soon after it is gone', async () => {
    const gone: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: 'shop-development-redis-old-00000042',
        namespace: 'shops',
        annotations: { 'tutti.dev/environment': 'shop/development' },
      },
      spec: { type: 'redis', owner: 'group:default/shop-team' },
    };
    const { events, mutations } = await connectedProvider(() => [activeResource({})], [gone]);
    await events.publish({
      topic: RESOURCES_CHANGED_TOPIC,
      eventPayload: { application: 'shop', environment: 'development' },
    });
    expect(mutations).toHaveLength(1);
    expect(mutations[0]).toMatchObject({
      type: 'delta',
      removed: [{ entityRef: 'resource:shops/shop-development-redis-old-00000042' }],
    });
    expect(entitiesOf(mutations[0])).toHaveLength(2);
  });

  it('relates what it registered to a component that the catalog takes in only afterwards, then looks no more', async () => {
    const components = [component('not-in-the-catalog')];
    const { events, mutations, waiting, lookAgain } = await connectedProvider(
      () => [activeResource({})],
      [],
      () => components,
    );
    await events.publish({
      topic: RESOURCES_CHANGED_TOPIC,
      eventPayload: { application: 'shop', environment: 'development' },
    });
    expect(entitiesOf(mutations[0])[1].spec?.dependencyOf).toEqual([]);

    components.push(component('catalog-api'));
    await lookAgain();
    expect(mutations).toHaveLength(2);
    expect(entitiesOf(mutations[1])[1].spec?.dependencyOf).toEqual([
      'component:default/catalog-api',
    ]);
    expect(waiting).toHaveLength(0);
  });

  it('stops looking for a component that never comes', async () => {
    const { events, mutations, waiting, lookAgain } = await connectedProvider(
      () => [activeResource({})],
      [],
      () => [],
    );
    await events.publish({
      topic: RESOURCES_CHANGED_TOPIC,
      eventPayload: { application: 'shop', environment: 'development' },
    });
    for (let look = 0; look < 20; look++) {
      await lookAgain();
    }
    expect(waiting).toHaveLength(0);
    expect(mutations).toHaveLength(7);
  });
});
