import type { ApiServices } from '../ApiServices';
import type { Routes } from '../Routes';

/** Routes about active resources. */
export function addResourceRoutes(routes: Routes, { ledger }: ApiServices): void {
  routes.handle('listActiveResources', ({ query, caller }) => ledger.list(query, caller));
  routes.handle('getActiveResource', ({ path, caller }) => ledger.get(path.uid, caller));
}
