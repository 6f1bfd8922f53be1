import {
  type BackstageCredentials,
  coreServices,
  createBackendPlugin,
  createServiceFactory,
  type PermissionsService,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { TestDatabases, mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type { Entity } from '@backstage/catalog-model';
import { AuthorizeResult, type PolicyDecision } from '@backstage/plugin-permission-common';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ConfigReader } from '@backstage/config';
import { PLUGIN_ID } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { JsonObject } from '@backstage/types';
import type { DriverDescriptor } from '@tutti/planner';
import type { Knex } from 'knex';
import { selectWorkloadsOfSets } from '../../database/environments/selectWorkloadsOfSets';
import { prepareSchema } from '../../database/__testUtils__/prepareSchema';
import { CatalogSystems } from '../../environments/CatalogSystems';
import { ClonePlans, DatabaseGates } from '../../deployments';
import { DatabaseEnvironments } from '../../environments/DatabaseEnvironments';
import { OutboxFailures } from '../../execution/outbox/OutboxFailures';
import {
  DatabasePins,
  DefinitionTests,
  ManifestTexts,
  startImpact,
  type DefaultRegistry,
} from '../../registry';
import { AesKeyRing } from '../../secrets';
import { Telemetry } from '../../telemetry';
import { startWebhooks } from '../../webhooks';
import { startApi } from '../startApi';
import { DatabaseRollouts } from '../../registry/rollouts/DatabaseRollouts';
import { StubDeployments } from './StubDeployments';
import { StubLedger } from './StubLedger';
import { StubRegistry } from './StubRegistry';

const KEYS = {
  platformOrchestrator: {
    secrets: { keys: [{ id: '1', secret: 'a secret that is long enough to be a key' }] },
  },
};

// What the rooms keep is tested on both databases; here the one that starts at once is enough.
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Replaces what it made when the host changes. */
export const STATIC: DriverDescriptor = {
  id: 'static',
  version: '1.0.0',
  inputs: { type: 'object', properties: { host: { type: 'string', identity: true } } },
};

/** Decides like a permission policy; `user` is the caller's entity reference. */
export type TestPolicy = (permissionName: string, user: string) => PolicyDecision;

/** Options of {@link startTestApi}. */
export interface StartTestApiOptions {
  /** Default: everything is allowed. */
  policy?: TestPolicy;
  config?: JsonObject;
  /** A registry over the database; default: a stub. */
  registry?: (database: Knex) => Promise<DefaultRegistry>;
  /** Default: `static` alone. */
  drivers?: DriverDescriptor[];
  /** Default: 20. */
  inlineEnvironments?: number;
  entities?: Entity[];
  /** Files that the URL reader finds, by address. */
  files?: Record<string, string | Buffer>;
}

/**
 * The API over HTTP as the plugin serves it: real authentication, guard, decisions, environments and validation, with
 * stubs where other rooms begin. Answers are checked against the OpenAPI document.
 */
export async function startTestApi(options: StartTestApiOptions = {}) {
  const { policy = () => ({ result: AuthorizeResult.ALLOW }), config = {} } = options;
  const { drivers = [STATIC] } = options;
  const knex = await databases.init('SQLITE_3');
  await prepareSchema(knex);
  const stub = new StubRegistry();
  const registry = (await options.registry?.(knex)) ?? stub;
  const environments = DatabaseEnvironments.create({
    database: knex,
    environmentTypes: () => registry.listEnvironmentTypes(),
    workloadsOfSets: hashes => selectWorkloadsOfSets(knex, hashes),
  });
  const impact = startImpact({
    ...{ database: knex, environments, registry: registry as DefaultRegistry },
    queue: { ring: async () => {} },
    values: { forEnvironment: async () => ({ values: {}, version: '0' }) },
    drivers: () => drivers,
    inlineEnvironments: options.inlineEnvironments,
  });
  const rollouts = DatabaseRollouts.create({
    ...{ database: knex, registry, guard: impact.guard, queue: { ring: async () => {} } },
  });
  const deployments = new StubDeployments(environments);
  const ledger = new StubLedger();
  const auditor = mockServices.auditor.mock();
  const event = { success: jest.fn(async () => {}), fail: jest.fn(async () => {}) };
  auditor.createEvent.mockResolvedValue(event);

  const actions = actionsRegistryServiceMock();

  const plugin = createBackendPlugin({
    pluginId: PLUGIN_ID,
    register(environment) {
      environment.registerInit({
        deps: {
          config: coreServices.rootConfig,
          auth: coreServices.auth,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          auditor: coreServices.auditor,
          permissions: coreServices.permissions,
          permissionsRegistry: coreServices.permissionsRegistry,
          actionsRegistry: actionsRegistryServiceRef,
          catalog: catalogServiceRef,
          urlReader: coreServices.urlReader,
        },
        async init(dependencies) {
          const systems = CatalogSystems.create(dependencies);
          startApi({
            rooms: {
              ...{ environments, systems, registry, deployments, ledger },
              clonePlans: ClonePlans.create({
                ...{ database: knex, registry, policies: [], telemetry: Telemetry.create() },
                values: { forApplication: async () => ({ values: {}, version: '0' }) },
                drivers: () => drivers,
              }),
              gates: DatabaseGates.create({
                ...{ database: knex, environments, queue: { ring: async () => {} } },
              }),
              ...impact,
              rollouts,
              tests: DefinitionTests.create({ database: knex, registry, drivers: () => drivers }),
              texts: ManifestTexts.create({ database: knex, registry }),
              pins: DatabasePins.create({ database: knex, environments }),
              webhooks: startWebhooks({
                ...{ database: knex, logger: mockServices.logger.mock(), environments },
                config: new ConfigReader(config),
                keyRing: AesKeyRing.fromConfig(new ConfigReader(KEYS)),
              }).webhooks,
              outbox: OutboxFailures.create({ database: knex }),
              drivers: () => [],
            },
            dependencies,
            validateResponses: true,
          });
        },
      });
    },
  });
  const { server } = await startTestBackend({
    features: [
      plugin,
      mockServices.rootConfig.factory({
        data: { backend: { baseUrl: 'http://localhost' }, ...config },
      }),
      catalogServiceMock.factory({ entities: options.entities ?? [] }),
      createServiceFactory({
        service: coreServices.permissions,
        deps: {},
        factory: () => permissionsOf(policy),
      }),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => auditor,
      }),
      createServiceFactory({
        service: coreServices.urlReader,
        deps: {},
        factory: () => urlReaderOf(options.files ?? {}),
      }),
    ],
  });
  return {
    server,
    rooms: { registry },
    actions,
    environments,
    deployments,
    ledger,
    registry: stub,
    auditor,
    event,
    knex,
  };
}

function permissionsOf(policy: TestPolicy): PermissionsService {
  const decide = (
    permissionName: string,
    credentials: BackstageCredentials | undefined,
  ): PolicyDecision => {
    const principal = credentials?.principal as { userEntityRef?: string } | undefined;
    // As Backstage's own client does: whoever is a service is let through.
    return principal?.userEntityRef
      ? policy(permissionName, principal.userEntityRef)
      : { result: AuthorizeResult.ALLOW };
  };
  const credentialsOf = (given: object | undefined) =>
    given && 'credentials' in given ? (given.credentials as BackstageCredentials) : undefined;
  return {
    authorize: async () => {
      throw new Error('The API asks for conditional decisions only.');
    },
    authorizeConditional: async (requests, given) =>
      requests.map(({ permission }) => {
        return decide(permission.name, credentialsOf(given));
      }),
  };
}

function urlReaderOf(files: Record<string, string | Buffer>) {
  const reader = mockServices.urlReader.mock();
  reader.readUrl.mockImplementation(async url => {
    const content = files[url];
    if (content === undefined) {
      throw Object.assign(new Error(`${url} was not found.`), { name: 'NotFoundError' });
    }
    return { buffer: async () => Buffer.from(content) };
  });
  return reader;
}
