import { DatabaseManager } from '@backstage/backend-defaults/database';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type PermissionsService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ENVIRONMENT_CHANGED_TOPIC } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { orchestratorDriversExtensionPoint } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { post } from './post';
import type { ReplicaSettings } from './ReplicaSettings';
import { Trap } from './Trap';
import { watchStatements, type PassBoundary } from './watchStatements';
import { createWorldDriver } from './WorldDriver';

const PLUGIN = 'platform-orchestrator';

/** Everybody may do everything: who may do what is tested elsewhere. */
const permissions: PermissionsService = {
  authorize: async requests => requests.map(() => ({ result: AuthorizeResult.ALLOW })),
  authorizeConditional: async requests => requests.map(() => ({ result: AuthorizeResult.ALLOW })),
};

/** What surrounds the product's plugin and drivers in a replica of the rig. */
export function replicaFeatures(settings: ReplicaSettings) {
  const trap = Trap.at(settings.trap);
  const pass: PassBoundary = (...at) => trap.pass(settings.name, ...at);
  return [
    mockServices.auth.factory(),
    mockServices.httpAuth.factory(),
    catalogServiceMock.factory(),
    createServiceFactory({
      service: coreServices.permissions,
      deps: {},
      factory: () => permissions,
    }),
    watchedDatabase(pass),
    worldModule(settings, pass),
  ];
}

/** The usual database service, of which the statements of the plugin are followed. */
function watchedDatabase(pass: PassBoundary) {
  const watched = new WeakSet<object>();
  return createServiceFactory({
    service: coreServices.database,
    deps: {
      config: coreServices.rootConfig,
      lifecycle: coreServices.lifecycle,
      logger: coreServices.logger,
      plugin: coreServices.pluginMetadata,
    },
    async createRootContext({ config }) {
      return DatabaseManager.fromConfig(config);
    },
    factory({ lifecycle, logger, plugin }, manager) {
      const service = manager.forPlugin(plugin.getId(), { lifecycle, logger });
      return {
        ...service,
        async getClient() {
          const client = await service.getClient();
          if (plugin.getId() === PLUGIN && !watched.has(client)) {
            watched.add(client);
            watchStatements(client, pass);
          }
          return client;
        },
      };
    },
  });
}

/** Adds the driver, and tells the world what this process was told. */
function worldModule({ name, world }: ReplicaSettings, pass: PassBoundary) {
  return createBackendModule({
    pluginId: PLUGIN,
    moduleId: 'world',
    register(module) {
      module.registerInit({
        deps: { drivers: orchestratorDriversExtensionPoint, events: eventsServiceRef },
        async init({ drivers, events }) {
          drivers.addDriver(createWorldDriver({ replica: name, world, pass }));
          await events.subscribe({
            id: 'world',
            topics: [ENVIRONMENT_CHANGED_TOPIC],
            async onEvent({ topic, eventPayload }) {
              const body = JSON.stringify({ replica: name, topic, payload: eventPayload });
              await post(`${world}/told`, body);
            },
          });
        },
      });
    },
  });
}
