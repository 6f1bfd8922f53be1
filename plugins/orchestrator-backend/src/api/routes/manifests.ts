import type { ApiServices } from '../ApiServices';
import type { Routes } from '../Routes';

/** Routes that save and delete manifests. */
export function addManifestRoutes(routes: Routes, { manifests }: ApiServices): void {
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
}
