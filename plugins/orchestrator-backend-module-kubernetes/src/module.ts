import { createBackendModule } from '@backstage/backend-plugin-api';

/**
 * Drivers that render workloads and resources as Kubernetes objects.
 *
 * @public
 */
export const platformOrchestratorModuleKubernetes = createBackendModule({
  pluginId: 'platform-orchestrator',
  moduleId: 'kubernetes',
  register(registry) {
    registry.registerInit({ deps: {}, async init() {} });
  },
});
