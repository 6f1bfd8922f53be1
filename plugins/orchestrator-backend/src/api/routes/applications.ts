import type { ApiServices } from '../ApiServices';
import type { Routes } from '../Routes';

/** Routes about applications. */
export function addApplicationRoutes(routes: Routes, { environments }: ApiServices): void {
  routes.handle('listApplications', ({ query, caller }) =>
    environments.listApplications(query, caller),
  );
  routes.handle('createApplication', ({ body, caller }) =>
    environments.createApplication(body, caller),
  );
  routes.handle('getApplication', ({ path, caller }) =>
    environments.getApplication(path.application, caller),
  );
  routes.handle('deleteApplication', ({ path, caller }) =>
    environments.deleteApplication(path.application, caller),
  );
}
