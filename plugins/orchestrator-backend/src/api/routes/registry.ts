import type { ApiServices } from '../ApiServices';
import type { Routes } from '../Routes';
import { explainMatch } from '../explainMatch';

/** Routes about definitions, types, drivers and sources, and about what matches. */
export function addRegistryRoutes(routes: Routes, services: ApiServices): void {
  const { definitionTests, registry, versions } = services;
  routes.handle('listDefinitions', ({ query, caller }) => registry.listDefinitions(query, caller));
  routes.handle('getDefinition', ({ path, caller }) => registry.getDefinition(path.name, caller));
  routes.handle('listDefinitionVersions', async ({ path, caller }) => ({
    items: await versions.list(path.name, caller),
  }));
  routes.handle('listDefinitionUsage', ({ path, query, caller }) =>
    versions.usage(path.name, query, caller),
  );
  routes.handle('promoteVersions', async ({ body, caller }) => ({
    items: await versions.promote(body, caller),
  }));
  routes.handle('changeVersionStatus', ({ path, body, caller }) =>
    versions.changeStatus({ definition: path.name, version: Number(path.version) }, body, caller),
  );
  routes.handle('listDefinitionTests', async ({ caller }) => ({
    items: await definitionTests.list(caller),
  }));
  routes.handle('runDefinitionTests', async ({ body, caller }) => ({
    items: await definitionTests.run(body, caller),
  }));
  routes.handle('listResourceTypes', ({ query, caller }) =>
    registry.listResourceTypes(query, caller),
  );
  routes.handle('listEnvironmentTypes', async ({ caller }) => ({
    items: await registry.listEnvironmentTypes(caller),
  }));
  routes.handle('listDrivers', async ({ caller }) => ({
    items: await registry.listDrivers(caller),
  }));
  routes.handle('listManifestSources', async ({ query, caller }) => ({
    items: await registry.listSources(query, caller),
  }));
  routes.handle('explainMatch', ({ body, caller }) => explainMatch(services, body, caller));
}
