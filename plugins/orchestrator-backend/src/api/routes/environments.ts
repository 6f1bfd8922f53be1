import type { ApiServices } from '../ApiServices';
import type { Routes } from '../Routes';

/** Environments on one page unless the caller wants fewer: the matrix of a System shows them all. */
const DEFAULT_LIMIT = 200;

/** Routes about environments and what runs in them. */
export function addEnvironmentRoutes(routes: Routes, services: ApiServices): void {
  const { environments, deployments } = services;
  routes.handle('listEnvironments', ({ path, query, caller }) =>
    environments.listEnvironments(path.application, { limit: DEFAULT_LIMIT, ...query }, caller),
  );
  routes.handle('createEnvironment', ({ path, body, caller }) =>
    environments.createEnvironment(path.application, body, caller),
  );
  routes.handle('getEnvironment', ({ path, caller }) =>
    environments.getEnvironment(path.application, path.environment, caller),
  );
  routes.handle('changeEnvironment', ({ path, body, caller }) =>
    environments.changeEnvironment(path, body, caller),
  );
  routes.handle('listWorkloadStatuses', async ({ path, query, caller }) => ({
    items: await deployments.workloadStatuses({ ...query, ...path }, caller),
  }));
}
