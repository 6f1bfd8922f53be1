import type { ApiServices } from '../ApiServices';
import type { Routes } from '../Routes';
import { explainMatch } from '../explainMatch';

/** Routes about definitions, types, drivers and sources, and about what matches. */
export function addRegistryRoutes(routes: Routes, services: ApiServices): void {
  const { registry } = services;
  routes.handle('listDefinitions', ({ query, caller }) => registry.listDefinitions(query, caller));
  routes.handle('getDefinition', ({ path, caller }) => registry.getDefinition(path.name, caller));
  routes.handle('listResourceTypes', async ({ caller }) => ({
    items: await registry.listResourceTypes(caller),
  }));
  routes.handle('listEnvironmentTypes', async ({ caller }) => ({
    items: await registry.listEnvironmentTypes(caller),
  }));
  routes.handle('listDrivers', async ({ caller }) => ({
    items: await registry.listDrivers(caller),
  }));
  routes.handle('listManifestSources', async ({ caller }) => ({
    items: await registry.listSources(caller),
  }));
  routes.handle('explainMatch', ({ body, caller }) => explainMatch(services, body, caller));
}
