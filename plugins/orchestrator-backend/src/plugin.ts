import { createBackendPlugin } from '@backstage/backend-plugin-api';

/**
 * The platform orchestrator: turns Score files into running workloads.
 *
 * @public
 */
export const platformOrchestratorPlugin = createBackendPlugin({
  pluginId: 'platform-orchestrator',
  register(environment) {
    environment.registerInit({ deps: {}, async init() {} });
  },
});
