import {
  ApiBlueprint,
  PageBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiStackLine } from '@remixicon/react';
import {
  APPLICATION_ANNOTATION,
  PLUGIN_ID,
  PlatformOrchestratorClient,
  WORKLOAD_ANNOTATION,
} from '@tutti/backstage-plugin-platform-orchestrator-common';
import { platformOrchestratorApiRef } from './api/platformOrchestratorApiRef';
import { deploymentRouteRef, environmentRouteRef, platformRouteRef } from './routing/routes';

const platformOrchestratorApi = ApiBlueprint.make({
  params: define =>
    define({
      api: platformOrchestratorApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: options => new PlatformOrchestratorClient(options),
    }),
});

const platformPage = PageBlueprint.make({
  params: {
    path: '/platform',
    title: 'Platform',
    icon: <RiStackLine />,
    routeRef: platformRouteRef,
    loader: () => import('./registry/PlatformPage').then(({ PlatformPage }) => <PlatformPage />),
  },
});

const deploymentsContent = EntityContentBlueprint.make({
  name: 'deployments',
  params: {
    path: 'deployments',
    title: 'Deployments',
    group: 'deployment',
    filter: {
      kind: 'component',
      [`metadata.annotations.${WORKLOAD_ANNOTATION}`]: { $exists: true },
    },
    loader: () =>
      import('./component/DeploymentsTab').then(({ DeploymentsTab }) => <DeploymentsTab />),
  },
});

const environmentsContent = EntityContentBlueprint.make({
  name: 'environments',
  params: {
    path: 'environments',
    title: 'Environments',
    group: 'deployment',
    filter: {
      kind: 'system',
      [`metadata.annotations.${APPLICATION_ANNOTATION}`]: { $exists: true },
    },
    loader: () =>
      import('./system/EnvironmentsTab').then(({ EnvironmentsTab }) => <EnvironmentsTab />),
  },
});

/**
 * The platform orchestrator in the browser: the tabs "Deployments" of a Component and "Environments" of a System,
 * and the pages of environments, deployments and the registry.
 *
 * @public
 */
export const platformOrchestratorPlugin = createFrontendPlugin({
  pluginId: PLUGIN_ID,
  title: 'Platform',
  icon: <RiStackLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: platformRouteRef,
    deployment: deploymentRouteRef,
    environment: environmentRouteRef,
  },
  extensions: [platformOrchestratorApi, platformPage, deploymentsContent, environmentsContent],
});
