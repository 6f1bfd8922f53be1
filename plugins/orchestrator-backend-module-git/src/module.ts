import { createBackendModule } from '@backstage/backend-plugin-api';

/**
 * Driver that delivers manifests into a Git repository.
 *
 * @public
 */
export const platformOrchestratorModuleGit = createBackendModule({
  pluginId: 'platform-orchestrator',
  moduleId: 'git',
  register(registry) {
    registry.registerInit({ deps: {}, async init() {} });
  },
});
