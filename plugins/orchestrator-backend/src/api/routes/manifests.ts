import type { ApiServices } from '../ApiServices';
import type { Routes } from '../Routes';

/** Routes that read manifests as texts, save and delete them. */
export function addManifestRoutes(routes: Routes, services: ApiServices): void {
  const { definitionTests, manifests, manifestTexts } = services;
  routes.handle('createDefinition', ({ body, caller }) => manifests.createDefinition(body, caller));
  routes.handle('updateDefinition', ({ path, body, caller }) =>
    manifests.updateDefinition(path.name, body, caller),
  );
  routes.handle('deleteDefinition', ({ path, query, caller }) =>
    manifests.deleteDefinition(path.name, query.confirmImpact, caller),
  );
  routes.handle('saveResourceType', ({ path, body, caller }) =>
    manifests.saveResourceType(path.name, body, caller),
  );
  routes.handle('deleteResourceType', ({ path, query, caller }) =>
    manifests.deleteResourceType(path.name, query.confirmImpact, caller),
  );
  routes.handle('saveEnvironmentType', ({ path, body, caller }) =>
    manifests.saveEnvironmentType(path.name, body, caller),
  );
  routes.handle('deleteEnvironmentType', ({ path, query, caller }) =>
    manifests.deleteEnvironmentType(path.name, query.confirmImpact, caller),
  );
  routes.handle('saveDefinitionTest', ({ path, body, caller }) =>
    definitionTests.save(path.name, body, caller),
  );
  routes.handle('deleteDefinitionTest', ({ path, caller }) =>
    definitionTests.remove(path.name, caller),
  );
  routes.handle('getDefinitionManifest', ({ path, caller }) =>
    manifestTexts.definition(path.name, caller),
  );
  routes.handle('getDefinitionVersionManifest', ({ path, caller }) =>
    manifestTexts.version({ definition: path.name, version: Number(path.version) }, caller),
  );
  routes.handle('getResourceTypeManifest', ({ path, caller }) =>
    manifestTexts.resourceType(path.name, caller),
  );
  routes.handle('getEnvironmentTypeManifest', ({ path, caller }) =>
    manifestTexts.environmentType(path.name, caller),
  );
  routes.handle('getDefinitionTestManifest', ({ path, caller }) =>
    manifestTexts.definitionTest(path.name, caller),
  );
}
