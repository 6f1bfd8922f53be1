import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { PlatformOrchestratorClient } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { createDeployAction } from './deploy/createDeployAction';

/**
 * Actions that software templates use to deploy.
 *
 * @public
 */
export const scaffolderModulePlatformOrchestrator = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'platform-orchestrator',
  register(registry) {
    registry.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
      },
      async init({ actions, auth, config, discovery }) {
        const api = new PlatformOrchestratorClient({
          discoveryApi: discovery,
          fetchApi: { fetch },
        });
        const appBaseUrl = config.getString('app.baseUrl').replace(/\/+$/, '');
        actions.addActions(createDeployAction({ api, auth, appBaseUrl }));
      },
    });
  },
});
