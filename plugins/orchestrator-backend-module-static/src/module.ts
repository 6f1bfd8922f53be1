import { createBackendModule } from '@backstage/backend-plugin-api';

/**
 * Drivers that hand out known values and refer to what exists.
 *
 * @public
 */
export const platformOrchestratorModuleStatic = createBackendModule({
  pluginId: 'platform-orchestrator',
  moduleId: 'static',
  register(registry) {
    registry.registerInit({ deps: {}, async init() {} });
  },
});
