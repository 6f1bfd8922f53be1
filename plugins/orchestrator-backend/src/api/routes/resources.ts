import type { ApiServices } from '../ApiServices';
import type { Routes } from '../Routes';

/** Routes about active resources. */
export function addResourceRoutes(routes: Routes, { ledger }: ApiServices): void {
  routes.handle('listActiveResources', ({ query, caller }) => ledger.list(query, caller));
  routes.handle('getActiveResource', ({ path, caller }) => ledger.get(path.uid, caller));
  routes.handle('resolveResource', ({ path, body, caller }) =>
    ledger.resolve(path.uid, body, caller),
  );
  routes.handle('decideDestruction', ({ path, body, caller }) =>
    ledger.decideDestruction(path.uid, body, caller),
  );
}
