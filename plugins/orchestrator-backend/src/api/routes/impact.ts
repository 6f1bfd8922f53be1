import type { ApiServices } from '../ApiServices';
import type { Routes } from '../Routes';

/** Routes about the impact of changes to the registry. */
export function addImpactRoutes(routes: Routes, { impacts }: ApiServices): void {
  routes.handle('askImpact', ({ body, caller }) => impacts.ask(body, caller));
  routes.handle('getImpact', ({ path, caller }) => impacts.get(path.uid, caller));
}
