import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint, catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { PlatformOrchestratorClient } from '@tutti/backstage-plugin-platform-orchestrator-common';
import { OrchestratorReader } from './provider/OrchestratorReader';
import { PlatformOrchestratorEntityProvider } from './provider/PlatformOrchestratorEntityProvider';

const SCHEDULE_KEY = 'platformOrchestrator.catalog.schedule';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 5 },
  timeout: { minutes: 2 },
  initialDelay: { seconds: 10 },
};

/**
 * Environments and resources of the platform orchestrator in the catalog.
 *
 * @public
 */
export const catalogModulePlatformOrchestrator = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'platform-orchestrator',
  register(registry) {
    registry.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, config, discovery, events, logger, processing, scheduler }) {
        const schedule = config.getOptionalConfig(SCHEDULE_KEY);
        processing.addEntityProvider(
          new PlatformOrchestratorEntityProvider({
            reader: new OrchestratorReader({
              api: new PlatformOrchestratorClient({
                discoveryApi: discovery,
                fetchApi: { fetch },
              }),
              auth,
              catalog,
              appBaseUrl: config.getString('app.baseUrl').replace(/\/+$/, ''),
            }),
            events,
            taskRunner: scheduler.createScheduledTaskRunner(
              schedule
                ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
                : DEFAULT_SCHEDULE,
            ),
            logger,
          }),
        );
      },
    });
  },
});
