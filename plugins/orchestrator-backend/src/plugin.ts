import { coreServices, createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { PLUGIN_ID } from '@tutti/backstage-plugin-platform-orchestrator-common';
import {
  orchestratorDriversExtensionPoint,
  orchestratorPlanPoliciesExtensionPoint,
  orchestratorSecretStoresExtensionPoint,
  readinessChecksServiceRef,
} from '@tutti/backstage-plugin-platform-orchestrator-node';
import { startApi } from './api/startApi';
import { assertPermissionsEnabled } from './authorization/assertPermissionsEnabled';
import { CollectedDrivers } from './extensions/CollectedDrivers';
import { CollectedPlanPolicies } from './extensions/CollectedPlanPolicies';
import { CollectedSecretStores } from './extensions/CollectedSecretStores';
import { startRooms } from './startRooms';

/**
 * The platform orchestrator: turns Score files into running workloads.
 *
 * @public
 */
export const platformOrchestratorPlugin = createBackendPlugin({
  pluginId: PLUGIN_ID,
  register(environment) {
    const drivers = new CollectedDrivers();
    const moduleStores = new CollectedSecretStores();
    const policies = new CollectedPlanPolicies();
    environment.registerExtensionPoint(orchestratorPlanPoliciesExtensionPoint, policies);
    environment.registerExtensionPoint(orchestratorDriversExtensionPoint, drivers);
    environment.registerExtensionPoint(orchestratorSecretStoresExtensionPoint, moduleStores);

    environment.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        readinessChecks: readinessChecksServiceRef,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        tracing: tracingServiceRef,
        urlReader: coreServices.urlReader,
      },
      async init(dependencies) {
        assertPermissionsEnabled(dependencies.config, process.env.NODE_ENV);
        const rooms = await startRooms({ dependencies, drivers, moduleStores, policies });
        startApi({ rooms, dependencies });
      },
    });
  },
});
