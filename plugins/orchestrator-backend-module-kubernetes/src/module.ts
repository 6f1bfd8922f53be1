import { createBackendModule } from '@backstage/backend-plugin-api';
import { orchestratorDriversExtensionPoint } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { KubernetesManifestsDriver } from './manifests/KubernetesManifestsDriver';
import { KubernetesWorkloadDriver } from './workload/KubernetesWorkloadDriver';

/**
 * Adds the drivers `kubernetes-workload` and `kubernetes-manifests`.
 *
 * @public
 */
export const platformOrchestratorModuleKubernetes = createBackendModule({
  pluginId: 'platform-orchestrator',
  moduleId: 'kubernetes',
  register(registry) {
    registry.registerInit({
      deps: { drivers: orchestratorDriversExtensionPoint },
      async init({ drivers }) {
        drivers.addDriver(KubernetesWorkloadDriver.create(), KubernetesManifestsDriver.create());
      },
    });
  },
});
