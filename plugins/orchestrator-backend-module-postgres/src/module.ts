import { createBackendModule } from '@backstage/backend-plugin-api';

/**
 * Driver that makes databases and roles on a PostgreSQL server.
 *
 * @public
 */
export const platformOrchestratorModulePostgres = createBackendModule({
  pluginId: 'platform-orchestrator',
  moduleId: 'postgres',
  register(registry) {
    registry.registerInit({ deps: {}, async init() {} });
  },
});
