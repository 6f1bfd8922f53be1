import { createApiRef } from '@backstage/frontend-plugin-api';
import { PLUGIN_ID } from '@tutti/backstage-plugin-platform-orchestrator-common';
import type { PlatformOrchestratorApi } from '@tutti/backstage-plugin-platform-orchestrator-common';

/** The client of the platform orchestrator's REST API, for pages, cards and fields. */
export const platformOrchestratorApiRef = createApiRef<PlatformOrchestratorApi>().with({
  id: 'plugin.platform-orchestrator.client',
  pluginId: PLUGIN_ID,
});
