import { createRouteRef, createSubRouteRef } from '@backstage/frontend-plugin-api';

/** The platform page: definitions, types, sources. */
export const platformRouteRef = createRouteRef();
/** One deployment: plan, phases, log. */
export const deploymentRouteRef = createSubRouteRef({
  parent: platformRouteRef,
  path: '/deployments/:uid',
});
/** One environment: workloads, resources, deployments. */
export const environmentRouteRef = createSubRouteRef({
  parent: platformRouteRef,
  path: '/environments/:application/:environment',
});
