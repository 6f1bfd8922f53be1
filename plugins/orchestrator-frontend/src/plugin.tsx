import { createFrontendPlugin } from '@backstage/frontend-plugin-api';

/**
 * The platform orchestrator in the browser.
 *
 * @public
 */
export const platformOrchestratorPlugin = createFrontendPlugin({
  pluginId: 'platform-orchestrator',
  title: 'Platform orchestrator',
  info: { packageJson: () => import('../package.json') },
  extensions: [],
});
