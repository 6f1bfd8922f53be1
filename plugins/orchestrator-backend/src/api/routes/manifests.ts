import type { ApiServices } from '../ApiServices';
import type { Routes } from '../Routes';

/** Routes that save and delete manifests. */
export function addManifestRoutes(routes: Routes, { manifests }: ApiServices): void {
  routes.handle('createDefinition', ({ body, caller }) =>
    manifests.createDefinition(body.manifest, caller),
  );
  routes.handle('updateDefinition', ({ path, body, caller }) =>
    manifests.updateDefinition(path.name, body.manifest, caller),
  );
  routes.handle('deleteDefinition', ({ path, caller }) =>
    manifests.deleteDefinition(path.name, caller),
  );
  routes.handle('saveResourceType', ({ path, body, caller }) =>
    manifests.saveResourceType(path.name, body.manifest, caller),
  );
  routes.handle('deleteResourceType', ({ path, caller }) =>
    manifests.deleteResourceType(path.name, caller),
  );
  routes.handle('saveEnvironmentType', ({ path, body, caller }) =>
    manifests.saveEnvironmentType(path.name, body.manifest, caller),
  );
  routes.handle('deleteEnvironmentType', ({ path, caller }) =>
    manifests.deleteEnvironmentType(path.name, caller),
  );
}
