import { createBackendModule } from '@backstage/backend-plugin-api';

/**
 * Actions that software templates use to deploy.
 *
 * @public
 */
export const scaffolderModulePlatformOrchestrator = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'platform-orchestrator',
  register(registry) {
    registry.registerInit({ deps: {}, async init() {} });
  },
});
