import { createBackendModule } from '@backstage/backend-plugin-api';
import { orchestratorDriversExtensionPoint } from '@tutti/backstage-plugin-platform-orchestrator-node';
import { StaticDriver } from './StaticDriver';

/**
 * Adds the driver `static`.
 *
 * @public
 */
export const platformOrchestratorModuleStatic = createBackendModule({
  pluginId: 'platform-orchestrator',
  moduleId: 'static',
  register(registry) {
    registry.registerInit({
      deps: { drivers: orchestratorDriversExtensionPoint },
      async init({ drivers }) {
        drivers.addDriver(StaticDriver.create());
      },
    });
  },
});
