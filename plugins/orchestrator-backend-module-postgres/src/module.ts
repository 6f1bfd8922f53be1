import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { orchestratorDriversExtensionPoint } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { PostgresDatabaseDriver } from './PostgresDatabaseDriver';
import { readPostgresServers } from './servers/readPostgresServers';

/**
 * Adds the driver `postgres-database`, with the servers of the configuration.
 *
 * @public
 */
export const platformOrchestratorModulePostgres = createBackendModule({
  pluginId: 'platform-orchestrator',
  moduleId: 'postgres',
  register(registry) {
    registry.registerInit({
      deps: { config: coreServices.rootConfig, drivers: orchestratorDriversExtensionPoint },
      async init({ config, drivers }) {
        drivers.addDriver(PostgresDatabaseDriver.create({ servers: readPostgresServers(config) }));
      },
    });
  },
});
