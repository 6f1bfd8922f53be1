import { createBackendModule } from '@backstage/backend-plugin-api';

/**
 * Environments and resources of the platform orchestrator in the catalog.
 *
 * @public
 */
export const catalogModulePlatformOrchestrator = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'platform-orchestrator',
  register(registry) {
    registry.registerInit({ deps: {}, async init() {} });
  },
});
